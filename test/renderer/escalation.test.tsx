// Escalating on the screen: starting a chain, one key for what came of a call, the next due by its clock, the phone book.
import { act, fireEvent, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { CallDialog } from '../../src-renderer/features/escalation/call-dialog.tsx';
import { EscalateDialog } from '../../src-renderer/features/escalation/escalate-dialog.tsx';
import { ImportPeople } from '../../src-renderer/features/phone-book/import-people.tsx';
import { PhoneBookDialog } from '../../src-renderer/features/phone-book/phone-book-dialog.tsx';
import { useView } from '../../src-renderer/store/view.ts';
import { NOW, declared, fakeHost, standard, type FakeHost } from './host.ts';
import { settle, show } from './screen.tsx';

const dana = {
  name: 'Dana E',
  position: 'Primary on-call',
  phones: [{ number: '+49 (0)30 1234', label: 'mobile' }],
  slack: '@dana',
};

function withBook(): FakeHost {
  const host = fakeHost();
  host.book.now = { people: [dana], importedAt: NOW - 12 * 86_400_000 };
  host.change({ phoneBook: { people: 1, importedAt: host.book.now.importedAt, changes: 1 } });
  return host;
}
const press = async (name: string | RegExp): Promise<void> => {
  fireEvent.click(screen.getByRole('button', { name }));
  await settle();
};

test('a chain starts with one press: reason and people stand there already', async () => {
  const host = withBook();
  const incident = declared(host);
  await show(host, incident, <EscalateDialog />);
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Reason' }).value).toBe('Nobody has acknowledged');
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Primary on-call' }).value).toBe('Dana E');
  expect(screen.getByText('imported 12 days ago')).toBeTruthy();
  await press('Start escalation');
  expect(host.sent.at(-1)).toMatchObject({
    type: 'escalation.start',
    people: [{ step: 0, person: { name: 'Dana E' } }],
  });
  const [one] = host.incident(incident).escalation.escalations;
  expect(useView.getState().dialog).toEqual({ name: 'call', to: { escalation: one?.id, step: 0 } });
});

test('a call shows whom, the number as a link, the script, and takes what came of it by one key', async () => {
  const host = withBook();
  const incident = declared(host);
  host.perform(incident, { type: 'escalation.start', chain: 'on-call', reason: 'Nobody has acknowledged' });
  const escalation = host.incident(incident).escalation.escalations[0]?.id ?? '';
  await show(host, incident, <CallDialog to={{ escalation, step: 0 }} />);
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Name' }).value).toBe('Dana E');
  expect(screen.getByRole('link', { name: 'Dial +49 (0)30 1234' }).getAttribute('href')).toBe('tel:+49301234');
  expect(screen.getByRole('region', { name: 'Document' }).textContent).toMatch(
    /SEV1 Critical: Checkout fails.*Nobody has acknowledged.*You are Primary on-call: please join now in #inc-/su,
  );
  fireEvent.keyDown(document.body, { key: 'c' });
  await settle();
  expect(host.incident(incident).escalation.calls).toMatchObject([
    { outcome: null, number: '+49 (0)30 1234', way: 'phone' },
  ]);
  // A key that is typed into a field is text.
  fireEvent.keyDown(screen.getByRole('textbox', { name: 'Name' }), { key: 'r' });
  await settle();
  expect(host.incident(incident).escalation.calls[0]?.outcome).toBeNull();
  fireEvent.keyDown(document.body, { key: 'n' });
  await settle();
  expect(host.incident(incident).escalation.calls).toMatchObject([{ outcome: 'no-answer' }]);
  expect(useView.getState().dialog).toEqual({ name: 'escalate' });
});

test('the running chain says what came of each and who is next, and stops with a reason', async () => {
  const host = withBook();
  const incident = declared(host);
  host.perform(
    incident,
    { type: 'escalation.start', chain: 'on-call', reason: 'Nobody has acknowledged' },
    NOW - 6 * 60_000,
  );
  const escalation = host.incident(incident).escalation.escalations[0]?.id ?? '';
  host.perform(
    incident,
    { type: 'escalation.call', escalation, step: 0, person: { name: 'Dana E' }, way: 'phone', outcome: 'no-answer' },
    NOW - 5 * 60_000,
  );
  await show(host, incident, <EscalateDialog />);
  const chain = within(screen.getByRole('region', { name: 'Escalation On call, then up' }));
  const rows = chain.getAllByRole('listitem').map((row) => row.textContent);
  expect(rows[0]).toMatch(/Dana E.*no answer 14:27/u);
  expect(rows[1]).toMatch(/Secondary on-call.*due · 1:00 over/u);
  await press('Stop this chain');
  fireEvent.change(screen.getByRole('textbox', { name: 'Reason to stop' }), { target: { value: 'Dana is here' } });
  await press('Stop');
  expect(host.incident(incident).escalation.escalations[0]?.ended).toMatchObject({
    how: 'stopped',
    reason: 'Dana is here',
  });
});

test('contacts are shown as understood, and nothing is added before the button', async () => {
  const host = withBook();
  await show(host, declared(host), <ImportPeople />);
  fireEvent.change(screen.getByRole('textbox', { name: 'Paste contacts' }), {
    target: { value: 'Name;Position;Phone;Shoe size\nEli F;CTO;+1 555 0100;43\n=1+1;;x;\n;;5;' },
  });
  await settle();
  const rows = within(screen.getByRole('table', { name: 'Preview' })).getAllByRole('row');
  expect(rows).toHaveLength(3);
  expect(screen.getByText(/Left out: Shoe size\./u)).toBeTruthy();
  expect(screen.getByText(/Line 4: No name/u)).toBeTruthy();
  expect(rows[2]?.textContent).toMatch(/looks like a formula/u);
  expect(host.sentToHost.filter((command) => command.type === 'phone-book.import')).toEqual([]);
  fireEvent.click(screen.getByRole('checkbox', { name: 'Add =1+1' }));
  await press('Add 1 person');
  expect(host.sentToHost.at(-1)).toMatchObject({
    type: 'phone-book.import',
    how: 'replace',
    people: [{ name: 'Eli F', position: 'CTO', phones: [{ number: '+1 555 0100' }] }],
  });
});

test('the phone book shows its age, amber once it is old by the playbook', async () => {
  const host = withBook();
  host.book.now = { people: [dana], importedAt: NOW - 40 * 86_400_000 };
  host.change({ phoneBook: { people: 1, importedAt: host.book.now.importedAt, changes: 2 } });
  await show(host, declared(host), <PhoneBookDialog />);
  expect(screen.getByText(/imported 40 days ago: old/u).className).toBe('pill amber');
  fireEvent.change(screen.getByRole('textbox', { name: 'Search' }), { target: { value: 'primary' } });
  await settle();
  expect(screen.getByRole('rowheader', { name: 'Dana E' })).toBeTruthy();
  await press('Remove Dana E');
  expect(host.sentToHost.at(-1)).toMatchObject({ type: 'phone-book.remove', name: 'Dana E' });
});

test('A chain whose steps are others since the severity changed is offered anew (ours)', async () => {
  const [chain, ...more] = standard.escalation.chains;
  if (chain === undefined) throw new Error('The standard playbook has a chain.');
  const steps = [...chain.steps, { position: 'Incident desk', afterMin: 45, severities: [2 as const] }];
  const playbook = { ...standard, escalation: { ...standard.escalation, chains: [{ ...chain, steps }, ...more] } };
  const host = fakeHost([], playbook);
  const incident = declared(host);
  host.perform(incident, { type: 'escalation.start', chain: 'on-call', reason: 'Nobody has acknowledged' });
  await show(host, incident, <EscalateDialog />);
  expect(screen.queryByRole('button', { name: 'Start it anew' })).toBeNull();
  act(() => host.perform(incident, { type: 'severity.change', to: 2, reason: 'A few only' }));
  expect(screen.getByText(/This chain has other steps at SEV2: .*Incident desk at 45 min/u)).toBeTruthy();
  await press('Start it anew');
  expect(host.sent.at(-1)).toMatchObject({ type: 'escalation.renew' });
  expect(screen.getByRole('button', { name: 'Call Incident desk' })).toBeTruthy();
});
