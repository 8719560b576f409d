// The compliance screen: flags raised and lowered with a reason, the hold, the words that never leave, and the banner for all.
import { fireEvent, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { ComplianceBanner } from '../../src-renderer/features/compliance/banner.tsx';
import { ComplianceDialog } from '../../src-renderer/features/compliance/compliance-dialog.tsx';
import { declared, fakeHost, type FakeHost } from './host.ts';
import { settle, show } from './screen.tsx';

async function open(): Promise<{ host: FakeHost; incident: string }> {
  const host = fakeHost();
  const incident = declared(host);
  await show(
    host,
    incident,
    <>
      <ComplianceBanner />
      <ComplianceDialog />
    </>,
  );
  return { host, incident };
}
const write = (name: string, value: string): void =>
  void fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } });
const press = async (name: string): Promise<void> => {
  fireEvent.click(screen.getByRole('button', { name }));
  await settle();
};
/** Behind the dialog the banner is out of reach of the pointer, not of the eye. */
const banner = (): string => document.querySelector('[aria-label="Compliance"]')?.textContent ?? '';

test('A flag says what raising it does, wants a reason, and then stands in a banner for everybody (S2)', async () => {
  const { host } = await open();
  expect(banner()).toBe('');
  const flag = within(screen.getByRole('group', { name: 'Personal data exposed' }));
  expect(
    flag.getByText(/^Raising it: makes it SEV1; need-to-know.*legal hold.*roles that must be filled/u),
  ).toBeTruthy();
  await press('Raise the flag: Personal data exposed');
  expect(screen.getByRole('alert').textContent).toContain('reason');
  fireEvent.change(screen.getByRole('combobox', { name: 'What is exposed' }), { target: { value: 'phi' } });
  write('Why: Personal data exposed', 'A bucket was public');
  await press('Raise the flag: Personal data exposed');
  expect(host.sent.at(-1)).toMatchObject({ type: 'compliance.raise', flag: 'personal-data', kind: 'phi' });
  expect(screen.getByRole('alert').textContent).toBe('');
  expect(banner()).toContain('Personal data exposed (PHI, health data).');
  expect(banner()).toContain('Do not delete logs');
  expect(banner()).toContain('Need-to-know');
  expect(banner()).toContain('Legal hold');
});

test('Lowering a flag leaves the legal hold, which is lifted by itself with a reason (S2)', async () => {
  const { host, incident } = await open();
  write('Why: Personal data exposed', 'A bucket was public');
  await press('Raise the flag: Personal data exposed');
  write('Why no longer: Personal data exposed', 'It held test data');
  await press('Lower the flag: Personal data exposed');
  expect(host.incident(incident).compliance.raised).toEqual([]);
  expect(banner()).toContain('Legal hold');
  expect(banner()).not.toContain('Need-to-know');
  await press('Lift the legal hold');
  expect(screen.getByRole('alert').textContent).toContain('reason');
  write('Why the hold is lifted', 'Counsel agrees');
  await press('Lift the legal hold');
  expect(host.incident(incident).compliance.hold).toBeNull();
  expect(banner()).toBe('');
});

test('words that never leave are listed only while it is need-to-know', async () => {
  const { host, incident } = await open();
  const list = 'Names and words, with commas between';
  expect(screen.queryByRole('textbox', { name: list })).toBeNull();
  write('Why: Personal data exposed', 'A bucket was public');
  await press('Raise the flag: Personal data exposed');
  write(list, 'Jane Roe, , Project Swan');
  await press('Add to the list');
  expect(host.incident(incident).compliance.words).toEqual(['Jane Roe', 'Project Swan']);
  expect(screen.getByText(/So are: Jane Roe, Project Swan/u)).toBeTruthy();
});
