// The handover bar and its dialog: what is next, by whom, and the line to say aloud.
import { fireEvent, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { HandOverDialog } from '../../src-renderer/features/handover/hand-over-dialog.tsx';
import { HandoverBar } from '../../src-renderer/features/handover/handover-bar.tsx';
import { nextTime } from '../../src-renderer/features/seat/seat-dialog.tsx';
import { declared, fakeHost, NOW, nextId, type FakeHost } from './host.ts';
import { settle, show } from './screen.tsx';

const fill = (name: string, value: string): boolean =>
  fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } });

function offered(host: FakeHost): { incident: string; handover: string } {
  const incident = declared(host);
  if (host.incident(incident).command.commander === null)
    host.perform(incident, { id: nextId(), type: 'command.assign', person: { name: 'Nguyen A' } });
  host.perform(incident, { id: nextId(), type: 'handover.offer', to: { name: 'Pham C' } });
  return { incident, handover: host.incident(incident).handover.current?.id ?? '' };
}

test('there is no bar while command is not on offer', async () => {
  const host = fakeHost();
  await show(host, declared(host), <HandoverBar />);
  expect(screen.queryByRole('region', { name: 'Handover' })).toBeNull();
});

test('the bar says which step is next and its button takes it down', async () => {
  const host = fakeHost();
  const { incident, handover } = offered(host);
  await show(host, incident, <HandoverBar />);
  expect(screen.getByRole('region', { name: 'Handover' }).textContent).toContain('Step 2 of 6: Pham C shadows');
  fireEvent.click(screen.getByRole('button', { name: 'Pham C shadows now' }));
  await settle();
  expect(host.sent.at(-1)).toMatchObject({ type: 'handover.shadow', handover });
  expect(screen.getByRole('region', { name: 'Handover' }).textContent).toContain('posts a SITREP');
});

test('the lines to say aloud stand there in full, with who says them', async () => {
  const host = fakeHost();
  const { incident, handover } = offered(host);
  for (const step of ['shadow', 'sitrep', 'briefing'])
    host.perform(incident, { id: nextId(), type: 'handover.skip', handover, step, reason: 'x' });
  await show(host, incident, <HandOverDialog />);
  expect(screen.getByText('Handing over command to Pham C')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: /^Said by/u }));
  await settle();
  expect(host.sent.at(-1)).toMatchObject({ type: 'handover.say', handover });
  expect(screen.getByText('I have command')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Said by Pham C' }));
  await settle();
  expect(host.incident(incident).command.commander).toBe(host.incident(incident).handover.past[0]?.to);
});

test('the read-back is begun with the lines as they are said, without marks of a document', async () => {
  const host = fakeHost();
  const { incident, handover } = offered(host);
  for (const step of ['shadow', 'sitrep'])
    host.perform(incident, { id: nextId(), type: 'handover.skip', handover, step, reason: 'x' });
  await show(host, incident, <HandOverDialog />);
  fireEvent.click(screen.getByRole('button', { name: 'Begin the read-back' }));
  await settle();
  const lines = host.incident(incident).handover.current?.briefing?.lines ?? [];
  expect(lines).toHaveLength(3);
  expect(lines.map((line) => line.text).join(' ')).not.toContain('\\');
  fireEvent.click(screen.getAllByRole('checkbox')[0]!);
  await settle();
  expect(host.sent.at(-1)).toMatchObject({ type: 'handover.tick', handover, line: 0 });
});

test('command is offered by name; a reason passes it at once instead', async () => {
  const host = fakeHost();
  const incident = declared(host);
  await show(host, incident, <HandOverDialog />);
  fill('Name', 'Pham C');
  expect(screen.getByRole('button', { name: 'Offer command' })).toBeTruthy();
  fill('Reason to skip the steps', 'Lost the line');
  fireEvent.click(screen.getByRole('button', { name: 'Pass command at once' }));
  await settle();
  expect(host.sent.at(-1)).toMatchObject({
    type: 'command.assign',
    person: { name: 'Pham C' },
    reason: 'Lost the line',
  });
});

test.each([
  ['18:00', 'UTC', '2025-02-28T18:00:00Z'],
  ['06:00', 'UTC', '2025-03-01T06:00:00Z'],
  ['6.30', 'Europe/Berlin', '2025-03-01T05:30:00Z'],
])('a shift that ends at %s in %s ends at %s: the next time that the clock shows it', (text, zone, at) => {
  expect(nextTime(text, zone, NOW)).toBe(Date.parse(at));
  expect(nextTime('half past', zone, NOW)).toBeNull();
});
