// Vendors, lanes and items as the host tells them, for the tests of Delivery.
import { act } from '@testing-library/react';
import type { DeliveryItem, DeliveryLane, DeliveryStanding, VendorState } from '../../src-shared/delivery.ts';
import { NOW, type FakeHost } from './host.ts';

export const slack: VendorState = {
  vendor: 'slack',
  name: 'Slack',
  state: 'on',
  trouble: null,
  fields: [],
  lanes: [
    { lane: 'slack', name: 'Slack', page: null },
    { lane: 'slack-executives', name: 'Executives', page: null },
  ],
  budget: '',
  limitedUntil: null,
  outage: null,
};

export const statuspage: VendorState = {
  ...slack,
  vendor: 'statuspage',
  name: 'Statuspage',
  lanes: [{ lane: 'statuspage', name: 'Statuspage', page: 'public' }],
};

let made = 0;
export function item(part: Partial<DeliveryItem> = {}): DeliveryItem {
  made += 1;
  return {
    key: made.toString(16).padStart(32, '0'),
    what: `Update #${made}`,
    at: NOW - 60_000,
    standing: { is: 'queued' },
    text: 'The words of it.',
    detail: '',
    editable: true,
    withdrawable: true,
    attempts: 0,
    ...part,
  };
}

/** The lane `slack` of an incident with these items; its standing is the first one's. */
export function lane(incident: string, part: Partial<DeliveryLane> = {}): DeliveryLane {
  const items = part.items ?? [];
  return {
    incident,
    vendor: 'slack',
    lane: 'slack',
    name: 'Slack',
    page: null,
    standing: items[0]?.standing ?? { is: 'in-step' },
    queued: items.length,
    oldestAt: items[0]?.at ?? null,
    items,
    review: null,
    ...part,
  };
}

/** A lane with one item that stands so. */
export function standingLane(incident: string, standing: DeliveryStanding): DeliveryLane {
  return lane(incident, { items: [item({ standing })] });
}

export function deliver(host: FakeHost, lanes: readonly DeliveryLane[]): void {
  act(() => host.deliver(lanes));
}

/** The vendor confirmed something: its facts are on the record. */
export function settled(host: FakeHost, incident: string, part: Record<string, unknown> = {}, at = NOW + made): void {
  made += 1;
  const command = {
    type: 'effect.settle',
    vendor: 'slack',
    effect: made.toString(16).padStart(32, '0'),
    lane: 'slack',
    what: 'Channel',
    outcome: 'delivered',
    attached: [],
    ...part,
  };
  host.perform(incident, command, at);
}

export const CHANNEL = {
  ref: 'slack/channel',
  remoteId: 'C1',
  name: 'inc-20250228-checkout-fails',
  url: 'https://team.slack.example/archives/C1',
  how: 'made',
};
