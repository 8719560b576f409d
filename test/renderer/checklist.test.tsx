// The checklist under the role board: one's own list first, boxes that tick themselves, and others that a hand ticks.
import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { openChecklist } from '../../src-renderer/actions/open-checklist.ts';
import { Checklist } from '../../src-renderer/features/checklist/checklist.tsx';
import { declared, fakeHost, type FakeHost } from './host.ts';
import { settle, show } from './screen.tsx';

const region = (): HTMLElement => screen.getByRole('region', { name: 'Checklist' });
const box = (name: RegExp): HTMLInputElement => within(region()).getByRole('checkbox', { name });

async function shown(prepare: (host: FakeHost, incident: string) => void = () => {}): Promise<[FakeHost, string]> {
  const host = fakeHost();
  const incident = declared(host);
  prepare(host, incident);
  await show(host, incident, <Checklist />);
  return [host, incident];
}

describe('the checklist', () => {
  test('counts what is done, and ticks an item when its deed is done elsewhere on the screen', async () => {
    const [host, incident] = await shown();
    expect(within(region()).getByRole('heading', { level: 2 }).textContent).toBe('Commander checklist 2 of 8');
    expect(box(/^Assign a scribe/u).checked).toBe(false);
    act(() => host.perform(incident, { type: 'role.assign', role: 'scribe', person: { name: 'Pham C' } }));
    expect(box(/^Assign a scribe/u).checked).toBe(true);
    expect(box(/^Assign a scribe/u).closest('li')?.textContent).toContain('ticked itself at 14:32');
    expect(within(region()).getByRole('heading', { level: 2 }).textContent).toBe('Commander checklist 3 of 8');
  });

  test('ticks and unticks by hand; what ticked itself stays', async () => {
    const [host] = await shown();
    fireEvent.click(box(/^Start the bridge/u));
    await settle();
    expect(host.sent.at(-1)).toMatchObject({ type: 'checklist.tick', list: 'commander', item: 'bridge' });
    expect(box(/^Start the bridge/u).checked).toBe(true);
    fireEvent.click(box(/^Start the bridge/u));
    await settle();
    expect(host.sent.at(-1)).toMatchObject({ type: 'checklist.untick', item: 'bridge' });
    expect(box(/^Start the bridge/u).checked).toBe(false);
    fireEvent.click(box(/^Claim the incident/u));
    await settle();
    expect(host.sent).toHaveLength(2);
    expect(box(/^Claim the incident/u).checked).toBe(true);
  });

  test('begins with the list of one’s own role, and shows the others on a press', async () => {
    await shown((host, incident) =>
      host.perform(incident, { type: 'role.assign', role: 'comms', person: { name: 'Tran B' } }),
    );
    expect(within(region()).getByRole('heading', { level: 2 }).textContent).toContain('Comms checklist');
    fireEvent.click(within(region()).getByRole('button', { name: /^On-call checklist, 0 of / }));
    expect(within(region()).getByRole('heading', { level: 2 }).textContent).toContain('On-call checklist');
    expect(
      within(region())
        .getAllByRole('heading', { level: 3 })
        .map((one) => one.textContent),
    ).toEqual(['48 hours before', '24 hours before', 'At the start', 'After each alert', 'At the end']);
  });

  test('its key goes to the next open item, the arrows on from there', async () => {
    await shown();
    act(() => openChecklist.perform());
    expect(document.activeElement).toBe(box(/^Start the bridge/u));
    fireEvent.keyDown(box(/^Start the bridge/u), { key: 'ArrowDown' });
    expect(document.activeElement).toBe(box(/^Assign a scribe/u));
    fireEvent.keyDown(box(/^Assign a scribe/u), { key: 'ArrowUp' });
    expect(document.activeElement).toBe(box(/^Start the bridge/u));
  });
});
