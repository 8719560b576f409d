// A post that waits for its approval in the panel: asked for, approved by name, refused and mended, or published without.
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { StatusPage } from '../../src-renderer/features/status-page/status-page.tsx';
import type { Playbook } from '../../src-shared/playbook/schema.ts';
import { declared, fakeHost, standard, type FakeHost } from './host.ts';
import { settle, show } from './screen.tsx';

const message = (): HTMLTextAreaElement => screen.getByRole('textbox', { name: 'Public message' });
const press = (name: string | RegExp): void => void fireEvent.click(screen.getByRole('button', { name }));
const write = (name: RegExp | string, value: string): void =>
  void fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } });
const inDialog = async (title: string, name: string): Promise<void> => {
  fireEvent.click(within(screen.getByRole('dialog', { name: title })).getByRole('button', { name }));
  await settle();
};

async function drafting(approval: Playbook['statusPage']['approval']): Promise<{ host: FakeHost; id: string }> {
  const host = fakeHost([], { ...standard, statusPage: { ...standard.statusPage, approval } });
  const id = declared(host);
  await show(host, id, <StatusPage />);
  press('Investigating');
  await waitFor(() => expect(message().value).not.toBe(''));
  return { host, id };
}

async function waiting(): Promise<{ host: FakeHost; id: string }> {
  const at = await drafting({ by: 'Legal or PR', optional: false });
  press('Ask for approval');
  await screen.findByRole('group', { name: 'Post that waits for approval' });
  return at;
}

test('A post that needs approval waits in the panel, and goes out in 5 s when somebody named said yes (S2)', async () => {
  const { host } = await waiting();
  expect(host.sent.at(-1)).toMatchObject({ type: 'approval.ask', step: 'investigating' });
  const card = screen.getByRole('group', { name: 'Post that waits for approval' });
  expect(card.textContent).toContain('waits for Legal or PR, asked by Tran B at 14:32 UTC');
  expect(card.textContent).toContain('Major outage: Payments; subscribers to be notified');
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Identified' }).disabled).toBe(true);
  expect(document.activeElement).toBe(within(card).getByRole('button', { name: 'Approve' }));
  press('Approve');
  write('Who approves', 'Pham C');
  await inDialog('Approve the post', 'Approve');
  expect(host.sent.at(-1)).toMatchObject({ type: 'approval.give', person: { name: 'Pham C' } });
  expect(screen.getByRole('group', { name: 'Held post' }).textContent).toContain('goes out in');
});

describe('while it waits', () => {
  test('changing the text withdraws it, keeps every word, and asks again', async () => {
    const { host, id } = await waiting();
    const [before] = host.incident(id).approval;
    press('Change the text');
    await settle();
    expect(message().value).toBe(before?.text);
    fireEvent.change(message(), { target: { value: 'Shorter.' } });
    press('Ask for approval');
    await settle();
    expect(host.incident(id).approval.map(({ state, text }) => [state, text])).toEqual([
      ['withdrawn', before?.text],
      ['waiting', 'Shorter.'],
    ]);
  });

  test('a refusal says who and why, and the text can be mended', async () => {
    const { host, id } = await waiting();
    press('Refuse');
    write('Who refuses', 'Pham C');
    await inDialog('Refuse the post', 'Refuse');
    expect(screen.getByRole('dialog').textContent).toContain('The reason is empty');
    write('Reason', 'Say nothing of cards');
    await inDialog('Refuse the post', 'Refuse');
    expect(screen.getByText('Pham C refused Investigating: Say nothing of cards')).toBeTruthy();
    press('Mend the text');
    expect(message().value).toBe(host.incident(id).approval[0]?.text);
    expect(screen.queryByText(/Pham C refused/u)).toBeNull();
  });

  test('only the commander publishes without, with a reason', async () => {
    const { host, id } = await waiting();
    press('Publish without');
    write('Reason', 'Nobody of legal answers');
    await inDialog('Publish without approval', 'Publish');
    expect(screen.getByRole('dialog').textContent).toContain('Only the incident commander can');
    fireEvent.click(screen.getByRole('checkbox', { name: 'Nguyen A ordered it, and I write it down' }));
    await inDialog('Publish without approval', 'Publish');
    expect(host.incident(id).approval[0]).toMatchObject({
      state: 'waived',
      settled: { reason: 'Nobody of legal answers' },
    });
    expect(screen.getByRole('group', { name: 'Held post' })).toBeTruthy();
  });
});

test('where the playbook leaves it open, the post goes out as ever', async () => {
  const { host } = await drafting({ by: 'Legal or PR', optional: true });
  press('Publish');
  await settle();
  expect(host.sent.at(-1)?.type).toBe('status-page.publish');
});

test('and a tick asks first', async () => {
  const { host } = await drafting({ by: 'Legal or PR', optional: true });
  fireEvent.click(screen.getByRole('checkbox', { name: 'Ask Legal or PR first' }));
  press('Ask for approval');
  await settle();
  expect(host.sent.at(-1)?.type).toBe('approval.ask');
});
