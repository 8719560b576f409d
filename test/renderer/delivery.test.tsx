// Delivery: each lane says how it stands and offers what mends it; nothing connected leaves the copying by hand as it was.
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { Delivery } from '../../src-renderer/features/delivery/delivery.tsx';
import { useView } from '../../src-renderer/store/view.ts';
import type { DeliveryStanding } from '../../src-shared/delivery.ts';
import { NOW, declared, fakeHost, type FakeHost } from './host.ts';
import { CHANNEL, deliver, item, lane, settled, slack, standingLane, statuspage } from './lanes.ts';
import { settle, show } from './screen.tsx';

const group = (name = 'Slack'): HTMLElement => screen.getByRole('group', { name });
const press = (name: string | RegExp, within_ = group()): void =>
  void fireEvent.click(within(within_).getByRole('button', { name }));
const openLane = (badge: string): void => press(badge);
const headline = (): string => screen.getByRole('heading', { name: /^Delivery/u }).textContent;

async function shown(standing: DeliveryStanding): Promise<FakeHost> {
  const host = fakeHost([slack]);
  const id = declared(host);
  host.deliver([standingLane(id, standing)]);
  await show(host, id, <Delivery />);
  return host;
}

describe('a lane says how it stands', () => {
  test.each<[string, DeliveryStanding, string]>([
    ['queued', { is: 'queued' }, '1 queued, oldest 1 min'],
    ['sending', { is: 'sending' }, '1 queued, oldest 1 min'],
    ['waiting', { is: 'waiting', for: 'slack/channel' }, 'waits for the channel'],
    [
      'retrying',
      { is: 'retrying', at: NOW + 12_000, why: 'Slack is not answering' },
      'trying again in 12 s: Slack is not answering',
    ],
    ['slowed', { is: 'limited', until: NOW + 20_000 }, 'slowed by Slack until 14:32:20 UTC'],
    ['checking', { is: 'checking', why: 'The answer was lost.' }, 'checking whether it arrived: The answer was lost'],
    [
      'stopped',
      { is: 'parked', why: 'token revoked', mend: 'Enter a new token in Settings.' },
      'stopped: token revoked. Enter a new token in Settings.',
    ],
    ['needs you', { is: 'review' }, 'waits for your review'],
  ])('%s', async (badge, standing, words) => {
    await shown(standing);
    expect(within(group()).getByRole('button', { name: badge, expanded: false })).toBeTruthy();
    expect(within(group()).getByText(words)).toBeTruthy();
  });

  test('in step, in one word', async () => {
    const host = fakeHost([slack]);
    const id = declared(host);
    host.deliver([lane(id)]);
    await show(host, id, <Delivery />);
    await waitFor(() => expect(group().textContent).toBe('Slack#inc-20250228-checkout-failsin step'));
  });

  test('with how much waits behind, and for how long', async () => {
    const host = fakeHost([slack]);
    const id = declared(host);
    const standing: DeliveryStanding = { is: 'retrying', at: NOW + 90_000, why: '' };
    host.deliver([lane(id, { items: [item({ standing, at: NOW - 252_000 }), item(), item()] })]);
    await show(host, id, <Delivery />);
    expect(group().textContent).toContain('trying again in 1 min 30 s · 3 queued, oldest 4 min 12 s');
  });

  test('and keeps still for what is out in a moment', async () => {
    const host = fakeHost([slack]);
    const id = declared(host);
    host.deliver([lane(id, { items: [item({ at: NOW - 1_000 })] })]);
    await show(host, id, <Delivery />);
    expect(within(group()).queryByText(/oldest/u)).toBeNull();
  });

  test('the countdown runs down, and then it is tried now', async () => {
    vi.useFakeTimers({ now: NOW });
    try {
      await shown({ is: 'retrying', at: NOW + 3_000, why: 'no network' });
      expect(group().textContent).toContain('trying again in 3 s: no network');
      await act(() => vi.advanceTimersByTimeAsync(2_000));
      expect(group().textContent).toContain('trying again in 1 s: no network');
      await act(() => vi.advanceTimersByTimeAsync(1_000));
      expect(group().textContent).toContain('trying again now: no network');
    } finally {
      vi.useRealTimers();
    }
  });

  test('its place is the one of the playbook where nothing of its own is there', async () => {
    const host = fakeHost([slack]);
    const id = declared(host);
    host.deliver([
      lane(id, { lane: 'slack-incidents', name: 'Incidents channel' }),
      lane(id, { lane: 'slack-people', name: 'Direct messages' }),
    ]);
    await show(host, id, <Delivery />);
    await waitFor(() => expect(group('Incidents channel').textContent).toBe('Incidents channel#incidentsin step'));
    await waitFor(() => expect(group('Direct messages').textContent).toBe('Direct messagesto each personin step'));
  });

  test('its place is the channel once there is one, with its link', async () => {
    const host = fakeHost([slack]);
    const id = declared(host);
    settled(host, id, { attached: [{ ...CHANNEL, name: 'inc-20250228-checkout-fails-2' }] });
    host.deliver([lane(id)]);
    await show(host, id, <Delivery />);
    const link = within(group()).getByRole('link', { name: '#inc-20250228-checkout-fails-2' });
    expect(link.getAttribute('href')).toBe(CHANNEL.url);
  });
});

describe('the heading', () => {
  test('names each vendor by its worst lane, and what is still copied by hand', async () => {
    const host = fakeHost([slack]);
    const id = declared(host);
    const executives = { lane: 'slack-executives', name: 'Executives' };
    host.deliver([lane(id), lane(id, executives)]);
    await show(host, id, <Delivery />);
    await screen.findByRole('group', { name: 'Statuspage' });
    expect(headline()).toBe('Delivery Slack in step · Statuspage: copy by hand');
    deliver(host, [lane(id), lane(id, { ...executives, items: [item({ standing: { is: 'checking', why: '' } })] })]);
    expect(headline()).toBe('Delivery Executives checking · Statuspage: copy by hand');
  });

  test('counts what needs a person', async () => {
    const host = fakeHost([slack, statuspage]);
    const id = declared(host);
    const page = { vendor: 'statuspage', lane: 'statuspage', name: 'Statuspage', page: 'public' } as const;
    const parked = item({ standing: { is: 'parked', why: 'token revoked', mend: '' } });
    const review = item({ standing: { is: 'review' } });
    host.deliver([
      lane(id, { items: [parked] }),
      lane(id, { ...page, items: [review], review: { go: [review.key], overtaken: [] } }),
    ]);
    await show(host, id, <Delivery />);
    expect(headline()).toBe('Delivery2 need you Slack stopped · Statuspage waits for you');
    deliver(host, [lane(id), lane(id, page)]);
    expect(headline()).toBe('Delivery Slack in step · Statuspage in step');
  });
});

describe('what mends it', () => {
  test('a stopped lane is tried again whole, or mended in the settings of its vendor', async () => {
    const host = await shown({ is: 'parked', why: 'token revoked', mend: 'Enter a new token in Settings.' });
    press('Retry now');
    await settle();
    expect(host.sentToHost.at(-1)).toEqual({ id: expect.any(String), type: 'effect.retry', vendor: 'slack' });
    press('Slack settings');
    expect(useView.getState().dialog).toEqual({ name: 'settings', vendor: 'slack' });
  });

  test.each(['Invite the Warroom app to #ops, then try again.', 'Let it post in #ops (its settings in Slack).'])(
    'what is mended elsewhere does not lead to the settings: %s',
    async (mend) => {
      await shown({ is: 'parked', why: 'not in the channel', mend });
      expect(within(group()).getByRole('button', { name: 'Retry now' })).toBeTruthy();
      expect(within(group()).queryByRole('button', { name: /settings/u })).toBeNull();
    },
  );

  test('what is slowed by the vendor cannot be hurried', async () => {
    await shown({ is: 'limited', until: NOW + 20_000 });
    openLane('slowed');
    expect(within(group()).queryByRole('button', { name: 'Retry now' })).toBeNull();
  });

  test('a review is opened from its lane', async () => {
    const host = fakeHost([slack]);
    const id = declared(host);
    const one = item({ standing: { is: 'review' } });
    host.deliver([lane(id, { items: [one], review: { go: [one.key], overtaken: [] } })]);
    await show(host, id, <Delivery />);
    press('Review');
    expect(useView.getState().dialog).toEqual({
      name: 'delivery',
      ask: { about: 'review', incident: id, lane: 'slack' },
    });
  });
});

describe('an item', () => {
  test('can be read, and copied while the vendor is down', async () => {
    await shown({ is: 'retrying', at: NOW + 12_000, why: 'no network' });
    const copied = vi.fn<(text: string) => Promise<void>>(async () => {});
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: copied }, configurable: true });
    openLane('retrying');
    const row = within(group()).getByRole('listitem');
    expect(within(row).getByText('14:31:00')).toBeTruthy();
    expect(within(row).queryByText('The words of it.')).toBeNull();
    press('Read');
    expect(within(row).getByText('The words of it.')).toBeTruthy();
    press('Copy');
    await settle();
    expect(copied).toHaveBeenCalledWith('The words of it.');
  });

  test('without a text of its own says when it is written, and cannot be edited or copied', async () => {
    const host = fakeHost([slack]);
    const id = declared(host);
    const topic = item({ what: 'Topic', text: null, editable: false, attempts: 2 });
    host.deliver([lane(id, { items: [topic] })]);
    await show(host, id, <Delivery />);
    openLane('queued');
    press('Read');
    expect(within(group()).getByText(/^Written when it is sent/u)).toBeTruthy();
    expect(within(group()).getByText('· 2 attempts')).toBeTruthy();
    expect(
      within(group())
        .getAllByRole('button')
        .map((button) => button.textContent),
    ).toEqual(['queued', 'Read', 'Withdraw']);
  });

  test('is retried by itself, and the row leaves that to its items', async () => {
    const standing: DeliveryStanding = { is: 'parked', why: 'the channel is archived', mend: '' };
    const host = fakeHost([slack]);
    const id = declared(host);
    const one = item({ standing, editable: false, withdrawable: false });
    host.deliver([lane(id, { items: [one] })]);
    await show(host, id, <Delivery />);
    openLane('stopped');
    press('Retry now');
    await settle();
    expect(host.sentToHost.at(-1)).toMatchObject({ type: 'effect.retry', vendor: 'slack', key: one.key });
    expect(within(group()).queryByRole('button', { name: 'Withdraw' })).toBeNull();
  });

  test('that goes takes the focus to its lane, not to nowhere', async () => {
    const host = fakeHost([slack]);
    const id = declared(host);
    const [one, two] = [item(), item()];
    host.deliver([lane(id, { items: [one, two] })]);
    await show(host, id, <Delivery />);
    openLane('queued');
    within(group()).getAllByRole('button', { name: 'Withdraw' })[0]?.focus();
    deliver(host, [lane(id, { items: [two] })]);
    expect(document.activeElement?.textContent).toBe('queued');
  });

  test('beyond the first fifty is counted', async () => {
    const host = fakeHost([slack]);
    const id = declared(host);
    host.deliver([lane(id, { items: [item()], queued: 63 })]);
    await show(host, id, <Delivery />);
    openLane('queued');
    expect(within(group()).getByText('62 more behind these.')).toBeTruthy();
  });
});

describe('what went out lately', () => {
  test('is the last ten of the lane, newest first, with note and link', async () => {
    const host = fakeHost([slack]);
    const id = declared(host);
    for (let n = 1; n <= 11; n += 1) settled(host, id, { what: `Update #${n}` });
    settled(host, id, { what: 'Channel', note: 'Not found on Slack: Tran B', attached: [CHANNEL] });
    settled(host, id, { what: 'Elsewhere', lane: 'slack-executives' });
    host.deliver([lane(id)]);
    await show(host, id, <Delivery />);
    openLane('in step');
    const list = screen.getByRole('list', { name: 'Lately to Slack' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(10);
    expect(list.textContent).not.toContain('Elsewhere');
    expect(within(list).getByText(/delivered: Not found on Slack: Tran B$/u)).toBeTruthy();
  });

  test('links to what it made, and to nothing else', async () => {
    const host = fakeHost([slack]);
    const id = declared(host);
    settled(host, id, { what: 'Channel', attached: [CHANNEL] }, NOW + 1_000);
    const odd = { ...CHANNEL, ref: 'slack/bookmark', url: 'javascript:alert(1)' };
    settled(host, id, { what: 'Bookmark', attached: [odd] }, NOW + 2_000);
    settled(host, id, { what: 'Pin', attached: [{ ...CHANNEL, ref: 'slack/pin' }] }, NOW + 3_000);
    settled(host, id, { what: 'Topic' }, NOW + 3_000);
    host.deliver([lane(id)]);
    await show(host, id, <Delivery />);
    openLane('in step');
    const links = within(screen.getByRole('list', { name: 'Lately to Slack' })).getAllByRole('link');
    expect(links.map((link) => link.textContent)).toEqual(['Pin', 'Channel']);
  });

  test('in Electron a link is opened by the host', async () => {
    const host = fakeHost([slack]);
    host.change({ host: 'electron' });
    const id = declared(host);
    settled(host, id, { attached: [CHANNEL] });
    host.deliver([lane(id)]);
    await show(host, id, <Delivery />);
    expect(fireEvent.click(within(group()).getByRole('link'))).toBe(false);
    expect(host.sentToHost).toMatchObject([{ type: 'link.open', url: CHANNEL.url }]);
  });

  test('says what was not sent, and why', async () => {
    const host = fakeHost([slack]);
    const id = declared(host);
    settled(host, id, { what: 'Update #1', outcome: 'withdrawn', note: 'said it in the room' });
    settled(host, id, { what: 'Update #2', outcome: 'overtaken' });
    settled(host, id, { what: 'Role card', outcome: 'untold', note: 'Not found on Slack: Bui D' });
    host.deliver([lane(id)]);
    await show(host, id, <Delivery />);
    openLane('in step');
    const list = screen.getByRole('list', { name: 'Lately to Slack' });
    expect(list.textContent).toContain('Update #1 · not sent, withdrawn: said it in the room');
    expect(list.textContent).toContain('Update #2 · not sent, overtaken by something newer');
    expect(list.textContent).toContain('Role card · nobody was told: Not found on Slack: Bui D');
  });
});

describe('with nothing connected', () => {
  test('it is copied by hand, per destination', async () => {
    const host = fakeHost();
    await show(host, declared(host), <Delivery />);
    await waitFor(() => expect(screen.getAllByRole('group')).toHaveLength(3));
    expect(headline()).toBe('Delivery nothing is connected: copy by hand');
    expect(screen.getAllByRole('group').map((one) => one.getAttribute('aria-label'))).toEqual([
      'Slack',
      'Executives',
      'Statuspage',
    ]);
    await waitFor(() => expect(group().textContent).toBe('Slack#inc-20250228-checkout-fails1 to copyCopy'));
    await waitFor(() => expect(group('Statuspage').textContent).toBe('Statuspagepublic pagenothing yet'));
    press('1 to copy');
    expect(within(group()).getByText('Declaration, pinned')).toBeTruthy();
    expect(within(group()).getByRole('button', { name: 'Copy newest for Slack' })).toBeTruthy();
  });

  test('a vendor that is set up and off changes nothing of that', async () => {
    const host = fakeHost([{ ...slack, state: 'off', lanes: [] }]);
    await show(host, declared(host), <Delivery />);
    await waitFor(() => expect(screen.getAllByRole('group')).toHaveLength(3));
    expect(headline()).toBe('Delivery nothing is connected: copy by hand');
    expect(screen.queryByRole('button', { name: 'Catch up' })).toBeNull();
  });
});

test('asked for from elsewhere, the focus goes to what needs a person', async () => {
  const host = fakeHost([slack]);
  const id = declared(host);
  const one = item({ standing: { is: 'review' } });
  host.deliver([
    lane(id),
    lane(id, { lane: 'slack-executives', name: 'Executives', items: [one], review: { go: [one.key], overtaken: [] } }),
  ]);
  await show(host, id, <Delivery />);
  const { openDelivery } = await import('../../src-renderer/actions/open-delivery.ts');
  act(openDelivery.perform);
  expect(document.activeElement?.textContent).toBe('Review');
});
