// Vendors and the incident: who takes part, what is asked when it is closed, what declaring says, what is announced.
import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { DeclareDialog } from '../../src-renderer/features/declare/declare-dialog.tsx';
import { DeliveryDialog } from '../../src-renderer/features/delivery/delivery-dialog.tsx';
import { Delivery } from '../../src-renderer/features/delivery/delivery.tsx';
import { Announcer } from '../../src-renderer/features/footer/announcer.tsx';
import { Footer } from '../../src-renderer/features/footer/footer.tsx';
import { MoveStatusDialog } from '../../src-renderer/features/header/move-status-dialog.tsx';
import { declareForImport } from '../../src-renderer/features/import-timeline/add-entries.ts';
import { Start } from '../../src-renderer/features/start/start.tsx';
import { useRecord } from '../../src-renderer/store/record.ts';
import { useView } from '../../src-renderer/store/view.ts';
import { Toasts } from '../../src-renderer/ui/toast.tsx';
import type { IncidentSummary } from '../../src-shared/bridge.ts';
import type { DeliveryStanding } from '../../src-shared/delivery.ts';
import { NOW, declared, fakeHost, type FakeHost } from './host.ts';
import { CHANNEL, deliver, item, lane, settled, slack, standingLane, statuspage } from './lanes.ts';
import { settle, show } from './screen.tsx';

const press = (name: string): void => void fireEvent.click(screen.getByRole('button', { name }));

describe('a vendor that was connected later', () => {
  async function connectedLater(): Promise<{ host: FakeHost; id: string }> {
    const host = fakeHost();
    const id = declared(host);
    host.change({ vendors: [slack] });
    return { host, id };
  }

  test('is offered, and what is told so far is still copied by hand', async () => {
    const { host, id } = await connectedLater();
    await show(host, id, <Delivery />);
    expect(screen.getByText('Slack is connected. This incident was declared without it.')).toBeTruthy();
    expect(await screen.findByRole('group', { name: 'Slack' })).toBeTruthy();
    expect(screen.getByRole('heading').textContent).toBe('Delivery told to nobody: copy by hand');
    press('Catch up');
    expect(useView.getState().dialog).toEqual({ name: 'delivery', ask: { about: 'catch-up', vendor: 'slack' } });
  });

  test('joins after its dialog has said what that does', async () => {
    const { host, id } = await connectedLater();
    await show(host, id, <DeliveryDialog ask={{ about: 'catch-up', vendor: 'slack' }} />);
    const dialog = screen.getByRole('dialog', { name: 'Catch up with Slack' });
    expect(dialog.textContent).toMatch(
      /channel is opened.*declaration is posted.*newest update.*Nothing public goes out\./u,
    );
    expect(host.sent).toEqual([]);
    press('Catch up');
    await settle();
    expect(host.sent.at(-1)).toMatchObject({ type: 'vendor.join', vendor: 'slack' });
    expect(host.incident(id).remote.joined['slack']?.lanes).toEqual(['slack', 'slack-executives']);
  });

  test('refused, the dialog says why', async () => {
    const { host, id } = await connectedLater();
    host.change({ vendors: [] });
    await show(host, id, <DeliveryDialog ask={{ about: 'catch-up', vendor: 'slack' }} />);
    press('Catch up');
    await settle();
    expect(screen.getByRole('alert').textContent).toMatch(/^This vendor is not connected\./u);
  });

  test('of a status page nothing is said of a channel', async () => {
    const host = fakeHost();
    const id = declared(host);
    host.change({ vendors: [statuspage] });
    await show(host, id, <DeliveryDialog ask={{ about: 'catch-up', vendor: 'statuspage' }} />);
    expect(screen.getByRole('dialog').textContent).toContain('Nothing public goes out now.');
    expect(screen.getByRole('dialog').textContent).not.toContain('channel');
  });

  test('that takes part is not offered again, but for a lane that came later', async () => {
    const host = fakeHost([slack]);
    const id = declared(host);
    await show(host, id, <Delivery />);
    expect(screen.queryByRole('button', { name: 'Catch up' })).toBeNull();
    const more = [...slack.lanes, { lane: 'slack-legal', name: 'Legal', page: null }];
    act(() => host.change({ vendors: [{ ...slack, lanes: more }] }));
    expect(screen.getByText('Slack can reach Legal now. This incident was declared without.')).toBeTruthy();
  });
});

describe('closing', () => {
  const close = (host: FakeHost, id: string): void => {
    host.perform(id, { type: 'status.move', to: 'resolved' });
  };

  test('asks for the channel where there is one, unticked, and archives only where ticked', async () => {
    const host = fakeHost([slack]);
    const id = declared(host);
    settled(host, id, { attached: [CHANNEL] });
    close(host, id);
    await show(host, id, <MoveStatusDialog to="closed" />);
    const box = screen.getByRole<HTMLInputElement>('checkbox', { name: 'Archive the Slack channel' });
    expect(box.checked).toBe(false);
    expect(await screen.findByText(/#inc-20250228-checkout-fails\?/u)).toBeTruthy();
    fireEvent.click(box);
    press('Close incident');
    await settle();
    expect(host.sent.map(({ type }) => type)).toEqual(['status.move', 'channel.archive']);
    expect(host.incident(id).remote.archiveApprovedAt).toBe(NOW);
  });

  test('left unticked, Delivery offers it until somebody says yes', async () => {
    const host = fakeHost([slack]);
    const id = declared(host);
    settled(host, id, { attached: [CHANNEL] });
    close(host, id);
    await show(
      host,
      id,
      <>
        <MoveStatusDialog to="closed" />
        <Delivery />
      </>,
    );
    expect(screen.queryByRole('button', { name: 'Archive channel', hidden: true })).toBeNull();
    press('Close incident');
    await settle();
    expect(host.sent.map(({ type }) => type)).toEqual(['status.move']);
    fireEvent.click(screen.getByRole('button', { name: 'Archive channel', hidden: true }));
    await settle();
    expect(host.sent.at(-1)?.type).toBe('channel.archive');
    expect(screen.queryByRole('button', { name: 'Archive channel', hidden: true })).toBeNull();
  });

  test('asks nothing where there is no channel, nor when it is resolved', async () => {
    const host = fakeHost();
    const id = declared(host);
    await show(host, id, <MoveStatusDialog to="closed" />);
    expect(screen.queryByRole('checkbox')).toBeNull();
  });

  test('where the closing is refused nothing is archived', async () => {
    const host = fakeHost([slack]);
    const id = declared(host);
    settled(host, id, { attached: [CHANNEL] });
    close(host, id);
    await show(host, id, <MoveStatusDialog to="closed" />);
    fireEvent.click(screen.getByRole('checkbox', { name: 'Archive the Slack channel' }));
    host.refuseNext({ ok: false, refusal: { code: 'disk-full', message: 'The disk is full.' } });
    press('Close incident');
    await settle();
    expect(host.sent.map(({ type }) => type)).toEqual(['status.move']);
  });
});

describe('declaring says what it sets off', () => {
  test.each([
    [[], 'No vendor is connected: nothing leaves this laptop.'],
    [[slack, statuspage], 'Slack: #inc-20250228-… opens and people are invited. The status page is not touched.'],
    [[statuspage], 'Nobody is told yet. The status page is not touched.'],
    [[{ ...slack, state: 'broken' as const }], 'No vendor is connected: nothing leaves this laptop.'],
  ])('%#', async (vendors, words) => {
    await show(fakeHost(vendors), null, <DeclareDialog />);
    expect(screen.getByText(words)).toBeTruthy();
  });

  test('and a pasted past is told to nobody', async () => {
    const host = fakeHost([slack]);
    await show(host, null, null);
    const entries = [{ at: NOW - 60_000, kind: 'note' as const, text: 'It broke.' }];
    const begun = await declareForImport({ title: 'Of last week', impact: '', severity: 2 }, entries);
    if (!begun.ok) throw new Error(begun.message);
    expect(host.sent.at(-1)).toMatchObject({ type: 'incident.declare', untold: true });
    expect(host.incident(begun.incident).remote.joined).toEqual({});
  });
});

test('the list of incidents marks where delivery needs somebody', async () => {
  const host = fakeHost([slack]);
  const id = declared(host);
  await show(host, null, <Start shared={null} />);
  const incident: IncidentSummary = {
    id,
    number: 'INC-20250228-01',
    title: 'Checkout fails',
    severity: 1,
    status: 'detected',
    declaredAt: NOW,
    resolvedAt: null,
    closedAt: null,
    commander: null,
    nextUpdateAt: null,
    due: [],
    entries: 1,
    joined: [],
  };
  act(() => useRecord.setState({ incidents: [incident] }));
  expect(screen.queryByText('delivery needs you')).toBeNull();
  deliver(host, [standingLane(id, { is: 'parked', why: 'token revoked', mend: '' })]);
  expect(within(screen.getByRole('listitem')).getByText('delivery needs you')).toBeTruthy();
});

describe('the announcer', () => {
  const parked: DeliveryStanding = { is: 'parked', why: 'token revoked.', mend: 'Enter a new token in Settings.' };
  const news = (): string[] => screen.queryAllByRole('alert').flatMap((one) => one.textContent ?? []);

  /** News of one test is not left for the next: it outlives the screen. */
  const dismissAll = (): void => {
    for (const button of screen.queryAllByRole('button', { name: 'Dismiss' })) fireEvent.click(button);
  };

  async function announcing(): Promise<{ host: FakeHost; id: string }> {
    const host = fakeHost([slack]);
    const id = declared(host);
    host.deliver([lane(id)]);
    await show(
      host,
      id,
      <>
        <Announcer />
        <Footer />
        <Toasts />
      </>,
    );
    return { host, id };
  }

  test('says once what stops, all lanes of a vendor together, and once that it is over', async () => {
    const { host, id } = await announcing();
    const executives = { ...standingLane(id, parked), lane: 'slack-executives', name: 'Executives' };
    deliver(host, [standingLane(id, parked), executives]);
    const words = 'Slack, Executives stopped: token revoked.';
    expect(news()).toContain(words);
    dismissAll();
    deliver(host, [standingLane(id, parked), executives]);
    expect(news()).not.toContain(words);
    deliver(host, [standingLane(id, { is: 'queued' }), executives]);
    expect(news().join(' ')).not.toContain('In step again');
    deliver(host, [lane(id), executives]);
    expect(news()).toContain('In step again: Slack.');
    dismissAll();
  });

  test('says that a review waits, with the way to it', async () => {
    const { host, id } = await announcing();
    const one = item({ standing: { is: 'review' } });
    deliver(host, [lane(id, { items: [one], review: { go: [one.key], overtaken: [] } })]);
    expect(news()).toContain('Slack waits for your review.');
    press('Review');
    expect(useView.getState().dialog).toMatchObject({ ask: { about: 'review', incident: id, lane: 'slack' } });
    await settle();
    deliver(host, [lane(id)]);
    dismissAll();
  });

  test('keeps quiet about what mends itself', async () => {
    const { host, id } = await announcing();
    deliver(host, [standingLane(id, { is: 'retrying', at: NOW + 5_000, why: 'no network' })]);
    deliver(host, [lane(id)]);
    expect(news().join('')).toBe('');
  });

  test('while somebody is needed the foot says so, and leads there', async () => {
    const { host, id } = await announcing();
    const foot = screen.getByRole('contentinfo');
    expect(within(foot).queryByRole('button')).toBeNull();
    deliver(host, [standingLane(id, parked)]);
    fireEvent.click(within(foot).getByRole('button', { name: '▲ 1 thing in Delivery needs you' }));
    expect(useView.getState().focus?.place).toBe('delivery');
    expect(useView.getState().drawer).toBe(true);
    deliver(host, [lane(id)]);
    expect(within(foot).queryByRole('button')).toBeNull();
    dismissAll();
  });
});
