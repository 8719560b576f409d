// The public page: one press fills and arms, the second publishes; what was typed is never thrown away.
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { StatusPage } from '../../src-renderer/features/status-page/status-page.tsx';
import { declared, fakeHost, type FakeHost } from './host.ts';
import { settle, show } from './screen.tsx';

const message = (): HTMLTextAreaElement => screen.getByRole('textbox', { name: 'Public message' });
const press = (name: string): void => void fireEvent.click(screen.getByRole('button', { name }));

async function pressStep(name: string): Promise<void> {
  const before = message().value;
  press(name);
  await waitFor(() => expect(message().value).not.toBe(before));
}

/** The page stands at a step: posted and let go. */
function posted(host: FakeHost, incident: string, step: string): void {
  host.perform(incident, { type: 'status-page.publish', step, text: 'Said.', components: [], notify: false });
  const publication = host.incident(incident).statusPage.publications.at(-1)?.id;
  host.perform(incident, { type: 'status-page.release', publication });
}

describe('a step button', () => {
  test('fills in the text and the components; pressed again, it publishes them', async () => {
    const host = fakeHost();
    await show(host, declared(host), <StatusPage />);
    await pressStep('Investigating');
    expect(message().value).toContain('Payments');
    expect(host.sent).toEqual([]);
    press('Investigating');
    await waitFor(() => expect(screen.getByRole('button', { name: 'Take back' })).toBeTruthy());
    expect(host.sent.at(-1)).toMatchObject({
      type: 'status-page.publish',
      step: 'investigating',
      components: [{ name: 'Payments', state: 'major-outage' }],
      notify: true,
    });
  });

  test('pressed again after a change by hand, it fills in anew and sets the text aside', async () => {
    const host = fakeHost();
    await show(host, declared(host), <StatusPage />);
    await pressStep('Investigating');
    fireEvent.change(message(), { target: { value: 'my own words' } });
    await pressStep('Identified');
    expect(host.sent).toEqual([]);
    press('Bring it back');
    expect(message().value).toBe('my own words');
  });

  test('back to an earlier step wants a reason first', async () => {
    const host = fakeHost();
    const id = declared(host);
    posted(host, id, 'monitoring');
    await show(host, id, <StatusPage />);
    await pressStep('Investigating');
    press('Publish');
    await settle();
    expect(host.sent).toEqual([]);
    fireEvent.change(screen.getByRole('textbox', { name: /^Reason for going back/u }), {
      target: { value: 'it climbs again' },
    });
    press('Publish');
    await settle();
    expect(host.sent.at(-1)).toMatchObject({
      type: 'status-page.publish',
      step: 'investigating',
      reason: 'it climbs again',
    });
  });
});

test('nothing can be published before a step was pressed', async () => {
  const host = fakeHost();
  await show(host, declared(host), <StatusPage />);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Publish' }).disabled).toBe(true);
  expect(message().readOnly).toBe(true);
});

test('a post that is held can be taken back', async () => {
  const host = fakeHost();
  const id = declared(host);
  await show(host, id, <StatusPage />);
  await pressStep('Investigating');
  press('Publish');
  await waitFor(() => expect(screen.getByRole('button', { name: 'Take back' })).toBeTruthy());
  press('Take back');
  await settle();
  expect(host.incident(id).statusPage.publications[0]?.state).toBe('taken-back');
  expect(host.incident(id).statusPage.step).toBeNull();
});
