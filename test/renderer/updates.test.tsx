// The countdown to the next update, its snooze, and the form that an update is written in (DOMAIN.md 4).
import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { Countdown } from '../../src-renderer/features/header/countdown.tsx';
import { SnoozeDialog } from '../../src-renderer/features/header/snooze-dialog.tsx';
import { UpdateDialog } from '../../src-renderer/features/say-it-now/update-dialog.tsx';
import { declared, fakeHost, nextId, NOW, type FakeHost } from './host.ts';
import { settle, show } from './screen.tsx';

/** A SEV1 that was declared so many minutes ago: its updates are due every 15. */
function declaredAgo(host: FakeHost, minutes: number): string {
  const id = nextId();
  host.perform(
    id,
    {
      type: 'incident.declare',
      title: 'Checkout fails',
      impact: '',
      severity: 1,
      components: [],
      declarer: { name: 'Tran B' },
    },
    NOW - minutes * 60_000,
  );
  return id;
}
const press = (name: string | RegExp): void => void fireEvent.click(screen.getByRole('button', { name }));
const field = (name: string): HTMLInputElement => screen.getByRole('textbox', { name });
const write = (name: string, value: string): void => void fireEvent.change(field(name), { target: { value } });

test.each([
  [3, 'Next update in', /^1[12]:\d\d$/u, 'armed'],
  [13.5, 'Next update in', /^0?1:[23]\d$/u, 'soon'],
  [17, 'Update overdue', /^\+0?2:0\d$/u, 'overdue'],
])(
  'The countdown is always in sight: nudging from 2 min on, overdue it counts up (ours): %d min',
  async (ago, words, shown, state) => {
    const host = fakeHost();
    await show(host, declaredAgo(host, ago), <Countdown />);
    const timer = screen.getByRole('timer', { name: 'Next update' });
    expect(timer.textContent).toMatch(shown);
    expect(timer.parentElement?.textContent).toContain(words);
    expect(timer.parentElement?.className).toContain(state);
  },
);

test('The alarm is snoozed for 5, 10 or 15 minutes, and why is asked (ours)', async () => {
  const host = fakeHost();
  await show(host, declaredAgo(host, 17), <SnoozeDialog />);
  const choice = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Quiet for' });
  expect([...choice.options].map(({ value }) => value)).toEqual(['5', '10', '15']);
  fireEvent.change(choice, { target: { value: '10' } });
  press('Snooze 10 min');
  await settle();
  expect(screen.getByRole('alert').textContent).toContain('reason');
  write('Reason', 'The rollback is running');
  press('Snooze 10 min');
  await settle();
  expect(host.sent.at(-1)).toMatchObject({ type: 'cadence.snooze', minutes: 10, reason: 'The rollback is running' });
});

describe.each(['room', 'executives'] as const)('an update to the %s', (audience) => {
  test('An end and an effect on revenue are typed beside the text, or not said at all (S1, S4)', async () => {
    const host = fakeHost();
    await show(host, declared(host), <UpdateDialog audience={audience} />);
    expect(field('Update').value).not.toMatch(/Expected to be over|Revenue/u);
    write('Expected to be over', '15:30 UTC');
    write('Effect on revenue', 'about 40 orders a minute');
    expect(field('Update').value).toContain('Expected to be over: 15:30 UTC');
    expect(field('Update').value).toContain('Revenue: about 40 orders a minute');
    write('Expected to be over', '');
    expect(field('Update').value).not.toContain('Expected to be over');
    press(/^Post /u);
    await settle();
    expect(host.sent.at(-1)).toMatchObject({ type: 'update.post', audience });
    expect(JSON.stringify(host.sent.at(-1))).toContain('Revenue: about 40 orders a minute');
  });

  test('what was changed by hand is left alone, and the fields say so', async () => {
    const host = fakeHost();
    await show(host, declared(host), <UpdateDialog audience={audience} />);
    write('Update', 'My own words');
    expect(field('Expected to be over').readOnly).toBe(true);
    expect(screen.getAllByText('The text was changed by hand: write it there.')).toHaveLength(2);
    expect(field('Update').value).toBe('My own words');
  });
});
