// The playbooks on the screen: read, edited with the problems beside the text, saved, kept as a draft, and switched to.
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { PlaybooksDialog } from '../../src-renderer/features/playbook/playbooks-dialog.tsx';
import { declared, fakeHost, type FakeHost } from './host.ts';
import { show } from './screen.tsx';

async function shown(incident = false): Promise<FakeHost> {
  const host = fakeHost();
  await show(host, incident ? declared(host) : null, <PlaybooksDialog />);
  await screen.findByRole('table', { name: 'Severities and their clocks' });
  return host;
}

const press = (name: string | RegExp): void => {
  fireEvent.click(screen.getByRole('button', { name }));
};
const text = (): HTMLTextAreaElement => screen.getByRole('textbox', { name: 'Playbook text' });
const problems = () => within(screen.getByRole('region', { name: 'Problems' }));
const typed = (change: (now: string) => string): void => {
  fireEvent.change(text(), { target: { value: change(text().value) } });
};

describe('reading', () => {
  it('shows every clock of every severity in words, and what is not set', async () => {
    await shown();
    press(/Priorities P1 to P4/u);
    const cells = await screen.findByRole('row', { name: /^Acknowledged/u });
    expect([...cells.children].map((cell) => cell.textContent)).toEqual([
      'Acknowledged',
      '5 min',
      '15 min',
      '4 h of business hours',
      'not set',
    ]);
    expect(screen.getByRole('row', { name: /^Costs an hour/u }).textContent).toContain('more than $10,000');
  });

  it('leaves the built-in ones as they are and offers a copy', async () => {
    await shown();
    press('Edit');
    expect(text().readOnly).toBe(true);
    press('Edit a copy');
    await waitFor(() => expect(text().readOnly).toBe(false));
    expect(text().value).toMatch(/^id: standard-team$/mu);
  });
});

describe('editing', () => {
  it('lists what is wrong with its place as it is typed, and goes there', async () => {
    await shown();
    press('Duplicate');
    await problems().findByText('No problems.');
    typed((now) => now.replace('acknowledge: 5 ', 'acknowledge: soon '));
    const goTo = await problems().findByRole('button', { name: /^Go to line \d+$/u });
    expect(problems().getByRole('listitem').textContent).toContain(
      'severities.1.clocks.acknowledge expected a whole number',
    );
    fireEvent.click(goTo);
    expect(document.activeElement).toBe(text());
    expect(text().value.slice(text().selectionStart)).toMatch(/^soon/u);
  });

  it('saves it as a new one, and keeps what is typed when that is refused', async () => {
    const host = await shown();
    press('Duplicate');
    await problems().findByText('No problems.');
    host.refuseNext({ ok: false, refusal: { code: 'storage-failed', message: 'Not saved: the disk is full.' } });
    press('Save playbook');
    await screen.findByText('Not saved: the disk is full.');
    expect(text().value).toMatch(/^id: standard-team$/mu);
    expect(host.sentToHost.filter(({ type }) => type === 'playbook.save')).toMatchObject([{ ref: null, was: null }]);
  });

  it('loses nothing when it is left in the middle', async () => {
    const host = await shown();
    press('Import playbook');
    await waitFor(() => expect(text().value).toBe(''));
    fireEvent.change(text(), { target: { value: 'half a playb' } });
    press(/Tight cadence/u);
    await waitFor(() => expect(host.drafts['playbook:new']).toBe('half a playb'));
    press('Import playbook');
    await waitFor(() => expect(text().value).toBe('half a playb'));
  });
});

describe('a preset of S4', () => {
  const apply = async (name: RegExp): Promise<void> => {
    press('Apply preset');
    fireEvent.click(await screen.findByRole('menuitem', { name }));
  };

  it('A preset is put into the text, shown line by line, checked as it stands and can be taken back (S4)', async () => {
    await shown();
    press('Duplicate');
    await problems().findByText('No problems.');
    const before = text().value;
    await apply(/^An update every 30 min/u);
    expect(text().value).toContain('updateEveryMin: 30 # S4');
    expect(screen.getByText('An update every 30 min (S4): applied, not saved.')).toBeTruthy();
    const lines = within(screen.getByRole('list', { name: 'Changed lines' })).getAllByRole('listitem');
    expect(lines.map(({ textContent }) => textContent)).toContain('+ added:     updateEveryMin: 30 # S4');
    await problems().findByText('No problems.');
    press('Take the preset back');
    expect(text().value).toBe(before);
    expect(screen.queryByRole('list', { name: 'Changed lines' })).toBeNull();
  });

  it('waits until the text has no problems, and is not offered for a built-in playbook', async () => {
    await shown();
    press('Edit');
    expect(screen.queryByRole('button', { name: 'Apply preset' })).toBeNull();
    press('Edit a copy');
    await waitFor(() => expect(text().readOnly).toBe(false));
    typed((now) => now.replace('acknowledge: 5 ', 'acknowledge: soon '));
    await apply(/^First message/u);
    expect(screen.getByText(/Mend the problems of this text first/u)).toBeTruthy();
    expect(text().value).toContain('acknowledge: soon');
  });
});

describe('comparing', () => {
  it('names each place with what stands there and here', async () => {
    await shown();
    press(/Duration targets/u);
    await screen.findByRole('heading', { name: /Duration targets/u });
    press('Compare');
    const row = await screen.findByRole('row', { name: /severities\.3\.clocks\.acknowledge/u });
    expect([...row.children].map((cell) => cell.textContent)).toEqual([
      'severities.3.clocks.acknowledge',
      '2 h',
      '1 h',
    ]);
  });
});

describe('a running incident', () => {
  it('is switched after seeing what changes, with a reason from whoever is not in command', async () => {
    const host = await shown(true);
    press(/Duration targets/u);
    fireEvent.click(await screen.findByRole('button', { name: 'Switch it to Duration targets (S1)' }));
    expect(screen.getByRole('row', { name: /severities\.1\.updateEveryMin/u }).textContent).toContain('15 min');
    fireEvent.change(screen.getByRole('textbox', { name: 'Reason' }), {
      target: { value: 'The commander asked me to' },
    });
    press('Switch playbook');
    await waitFor(() =>
      expect(host.sent.at(-1)).toMatchObject({
        type: 'playbook.switch',
        to: 'built-in:s1',
        reason: 'The commander asked me to',
      }),
    );
  });
});
