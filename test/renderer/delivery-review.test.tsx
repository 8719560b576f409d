// Before it leaves: the review after a long outage, a text changed, an item withdrawn; and where the focus is afterwards.
import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { reviewDelivery } from '../../src-renderer/actions/review-delivery.ts';
import { DeliveryDialog } from '../../src-renderer/features/delivery/delivery-dialog.tsx';
import { Delivery } from '../../src-renderer/features/delivery/delivery.tsx';
import { useRecord } from '../../src-renderer/store/record.ts';
import { openDialog, useView } from '../../src-renderer/store/view.ts';
import { NOW, declared, fakeHost, type FakeHost } from './host.ts';
import { deliver, item, lane, slack, statuspage } from './lanes.ts';
import { settle, show } from './screen.tsx';

const group = (name: string): HTMLElement => screen.getByRole('group', { name });
const sheet = (name = 'Review before sending'): HTMLElement => screen.getByRole('dialog', { name });
const press = (name: string | RegExp, inside: HTMLElement): void =>
  void fireEvent.click(within(inside).getByRole('button', { name }));

const stands = { is: 'review' } as const;
const newest = item({ what: 'Monitoring', text: 'It recovers.', detail: 'nobody notified', standing: stands });
const older = item({ what: 'Identified', text: 'We know why.', standing: stands, at: NOW - 3_600_000 });
const page = { vendor: 'statuspage', lane: 'statuspage', name: 'Statuspage', page: 'public' } as const;
const waiting = (incident: string) =>
  lane(incident, { ...page, items: [older, newest], review: { go: [newest.key], overtaken: [older.key] } });

/** Delivery, and the dialog it asks for. */
function Page() {
  const dialog = useView((view) => view.dialog);
  return (
    <>
      <Delivery />
      {dialog?.name === 'delivery' ? <DeliveryDialog ask={dialog.ask} /> : null}
    </>
  );
}

/** The review, opened from its lane. */
async function reviewing(): Promise<{ host: FakeHost; id: string }> {
  const host = fakeHost([slack, statuspage]);
  const id = declared(host);
  host.deliver([waiting(id)]);
  await show(host, id, <Page />);
  await screen.findByRole('group', { name: 'Statuspage' });
  within(group('Statuspage')).getByRole('button', { name: 'Review' }).focus();
  press('Review', group('Statuspage'));
  await screen.findByRole('dialog');
  return { host, id };
}

describe('the review', () => {
  test('shows what would go out with its text, and what is collapsed and why', async () => {
    await reviewing();
    expect(
      within(sheet()).getByText(
        /^Statuspage could not be told for a while\..*The public reads it\. Read whether it is still true/u,
      ),
    ).toBeTruthy();
    const goes = within(sheet()).getByRole('list', { name: 'Would go out' });
    expect(within(goes).getAllByRole('listitem')).toHaveLength(1);
    expect(goes.textContent).toContain('Monitoring written 14:31 UTC');
    expect(within(goes).getByText('It recovers.')).toBeTruthy();
    expect(within(goes).getByText('With it: nobody notified.')).toBeTruthy();
    expect(within(sheet()).getByRole('heading', { name: 'Not sent: something newer says it better' })).toBeTruthy();
    const collapsed = within(sheet()).getByRole('list', { name: 'Not sent' });
    expect(collapsed.textContent).toContain('We know why.');
    expect(within(collapsed).queryByRole('button')).toBeNull();
  });

  test('sends on one click, and not before', async () => {
    const { host, id } = await reviewing();
    expect(host.sentToHost).toEqual([]);
    expect(document.activeElement?.textContent).not.toBe('Send 1');
    press('Send 1', sheet());
    await settle();
    expect(host.sentToHost).toEqual([
      { id: expect.any(String), type: 'delivery.confirm', incident: id, lane: 'statuspage' },
    ]);
    expect(screen.queryByRole('dialog')).toBeNull();
    deliver(host, [lane(id, { ...page, items: [item()] })]);
    await settle();
    expect(document.activeElement?.textContent).toBe('queued');
  });

  test('stays with the words of a refusal', async () => {
    const { host } = await reviewing();
    host.refuseNext({ ok: false, refusal: { code: 'not-available', message: 'The disk is full.' } });
    press('Send 1', sheet());
    await settle();
    expect(within(sheet()).getByRole('alert').textContent).toBe('The disk is full.');
  });

  test('put off, it sends nothing and gives the focus back', async () => {
    const { host } = await reviewing();
    press('Not now', sheet());
    await settle();
    expect(host.sentToHost).toEqual([]);
    expect(useView.getState().dialog).toBeNull();
  });

  test('an item is edited or withdrawn over the sheet, which stays', async () => {
    const { host, id } = await reviewing();
    const kept = host.sentToHost.length;
    press('Edit', sheet());
    const text = within(sheet('Edit before it is sent')).getByRole<HTMLTextAreaElement>('textbox', { name: 'Text' });
    expect(text.value).toBe('It recovers.');
    fireEvent.change(text, { target: { value: 'It recovers slowly.' } });
    press('Save text', sheet('Edit before it is sent'));
    await settle();
    expect(host.sentToHost.slice(kept)).toEqual([
      { id: expect.any(String), type: 'effect.rewrite', key: newest.key, text: 'It recovers slowly.' },
    ]);
    press('Withdraw', sheet());
    fireEvent.change(within(sheet('Withdraw')).getByRole('textbox', { name: 'Reason' }), {
      target: { value: 'said it elsewhere' },
    });
    press('Withdraw', sheet('Withdraw'));
    await settle();
    expect(host.sentToHost.at(-1)).toEqual({
      id: expect.any(String),
      type: 'effect.withdraw',
      key: newest.key,
      reason: 'said it elsewhere',
    });
    deliver(host, [lane(id, page)]);
    await settle();
    expect(within(sheet()).getByText('Nothing waits here any more.')).toBeTruthy();
    expect(within(sheet()).queryByRole('button', { name: /^Send/u })).toBeNull();
    expect(sheet().contains(document.activeElement)).toBe(true);
  });

  test('is in the palette only while something waits for it', async () => {
    const { id, host } = await reviewing();
    const { incident } = useRecord.getState();
    expect(reviewDelivery.when(incident)).toBe(true);
    act(() => useView.setState({ dialog: null }));
    // What the public would read comes first.
    const one = item({ standing: stands });
    deliver(host, [lane(id, { items: [one], review: { go: [one.key], overtaken: [] } }), waiting(id)]);
    act(reviewDelivery.perform);
    expect(useView.getState().dialog).toMatchObject({ ask: { about: 'review', incident: id, lane: 'statuspage' } });
    deliver(host, [lane(id, page)]);
    expect(reviewDelivery.when(incident)).toBe(false);
  });
});

describe('an item of a lane', () => {
  const one = item({ what: 'Update #7', text: 'First words.' });

  async function opened(deed: 'Edit' | 'Withdraw'): Promise<{ host: FakeHost; id: string; dialog: HTMLElement }> {
    const host = fakeHost([slack, statuspage]);
    const id = declared(host);
    host.deliver([lane(id, { items: [one] })]);
    await show(host, id, <Page />);
    press('queued', group('Slack'));
    within(group('Slack')).getByRole('button', { name: deed }).focus();
    press(deed, group('Slack'));
    return { host, id, dialog: await screen.findByRole('dialog') };
  }

  test('is not withdrawn without a reason', async () => {
    const { host, dialog } = await opened('Withdraw');
    press('Withdraw', dialog);
    await settle();
    expect(within(dialog).getByText('Say why in a few words.')).toBeTruthy();
    expect(host.sentToHost).toEqual([]);
  });

  test('withdrawn, it is gone and the focus is on its lane', async () => {
    const { host, id, dialog } = await opened('Withdraw');
    fireEvent.change(within(dialog).getByRole('textbox', { name: 'Reason' }), { target: { value: 'a slip' } });
    press('Withdraw', dialog);
    await settle();
    expect(host.sentToHost).toMatchObject([{ type: 'effect.withdraw', key: one.key, reason: 'a slip' }]);
    deliver(host, [lane(id)]);
    await settle();
    expect(document.activeElement?.textContent).toBe('in step');
    expect(group('Slack').contains(document.activeElement)).toBe(true);
  });

  test('edited into nothing is refused, and what left meanwhile says so with the text still there', async () => {
    const { host, dialog } = await opened('Edit');
    const text = within(dialog).getByRole<HTMLTextAreaElement>('textbox', { name: 'Text' });
    fireEvent.change(text, { target: { value: ' ' } });
    press('Save text', dialog);
    await settle();
    expect(within(dialog).getByRole('alert').textContent).toContain('Withdraw it instead');
    expect(host.sentToHost).toEqual([]);
    host.refuseNext({ ok: false, refusal: { code: 'no-change', message: 'It has left already.' } });
    fireEvent.change(text, { target: { value: 'New words.' } });
    press('Save text', dialog);
    await settle();
    expect(within(dialog).getByRole('alert').textContent).toBe('It has left already.');
    expect(text.value).toBe('New words.');
  });

  test('that has gone before its dialog is there, is said to be gone', async () => {
    const host = fakeHost([slack]);
    const id = declared(host);
    await show(host, id, <Page />);
    act(() => openDialog({ name: 'delivery', ask: { about: 'edit', key: one.key } }));
    expect(await screen.findByRole('dialog', { name: 'It has left already' })).toBeTruthy();
  });
});
