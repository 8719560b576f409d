// The dialog that declares: when to do it, what it asks for, and what it leaves to be said later (DOMAIN.md 5).
import { act, fireEvent, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { DeclareDialog } from '../../src-renderer/features/declare/declare-dialog.tsx';
import { useRecord } from '../../src-renderer/store/record.ts';
import { fakeHost } from './host.ts';
import { settle, show } from './screen.tsx';

const write = (name: string, value: string): void =>
  void fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } });

test.each(['not sure how to fix it', 'the impact is real', 'over 30 minutes', 'several systems are hit'])(
  'The dialog gives the four reasons to declare (S3): %s',
  async (reason) => {
    await show(fakeHost(), null, <DeclareDialog />);
    expect(screen.getByRole('dialog', { name: 'Declare incident' }).textContent).toContain(reason);
  },
);

test('Enter before the host has said who sits here: it is declared under that name as soon as it is known (ours)', async () => {
  const host = fakeHost();
  await show(host, null, <DeclareDialog />);
  act(() => useRecord.setState({ host: null, connection: 'connecting' }));
  write('Title', 'Checkout fails');
  fireEvent.click(screen.getByRole('button', { name: 'Declare' }));
  await settle();
  expect(host.sent).toEqual([]);
  host.change({});
  await settle();
  expect(host.sent.at(-1)).toMatchObject({ type: 'incident.declare', declarer: { name: 'Tran B' } });
});

test('It asks for title, impact, severity, components, who declares and who commands; the title is enough (ours)', async () => {
  const host = fakeHost();
  await show(host, null, <DeclareDialog />);
  const dialog = within(screen.getByRole('dialog'));
  for (const name of ['Title', 'Impact', 'Your name', 'Incident commander'])
    expect(dialog.getByRole('textbox', { name })).toBeTruthy();
  expect(dialog.getByRole('combobox', { name: 'Components' })).toBeTruthy();
  const levels = within(dialog.getByRole('radiogroup', { name: 'Severity' })).getAllByRole('radio');
  expect(levels).toHaveLength(4);
  write('Title', 'Checkout fails');
  fireEvent.click(dialog.getByRole('button', { name: 'Declare' }));
  await settle();
  expect(host.sent.at(-1)).toMatchObject({
    type: 'incident.declare',
    title: 'Checkout fails',
    severity: 1,
    declarer: { name: 'Tran B' },
    commander: { name: 'Tran B' },
  });
});
