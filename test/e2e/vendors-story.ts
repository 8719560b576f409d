// One whole incident as it goes out, and what Slack and the status page must have heard of it afterwards: each thing once.
import type { Page } from '@playwright/test';
import { declare, publish } from './deeds.ts';
import {
  assign,
  close,
  expect,
  publishPrivately,
  redirect,
  tellExecutives,
  tellRoom,
  type VendorTwins,
} from './vendors-kit.ts';

export const TITLE = 'Payments fail for some';
const ROOM_UPDATE = 'We roll back & watch <!channel>, @bo too. *No* promise: <https://example.com|here>';
const EXECUTIVE_UPDATE = 'Card payments fail for a third. We roll back.';
const PRIVATE_POST = 'Partner feeds may lag behind.';

export type Deed = (page: Page) => Promise<void>;

/** In the order of the night; closing is each test's own. */
export const deeds = {
  declared: (page) =>
    declare(page, {
      title: TITLE,
      impact: 'A third of card payments fail',
      severity: 1,
      components: ['Payments', 'Checkout'],
      name: 'Ana Ruiz',
      commander: 'Ana Ruiz',
    }),
  assigned: (page) => assign(page, 'Operations lead', 'Bo Chen'),
  roomTold: (page) => tellRoom(page, ROOM_UPDATE),
  executivesTold: (page) => tellExecutives(page, EXECUTIVE_UPDATE),
  redirected: redirect,
  investigating: (page) => publish(page, 'Investigating'),
  partnersTold: (page) => publishPrivately(page, 'Investigating', PRIVATE_POST),
  identified: (page) => publish(page, 'Identified'),
  monitoring: (page) => publish(page, 'Monitoring'),
  resolved: (page) => publish(page, 'Resolved'),
  closed: (page) => close(page, { archive: false }),
  closedAndArchived: (page) => close(page, { archive: true }),
} satisfies Record<string, Deed>;

/** The incident's channel; it throws while there is none, or more than one. */
export function room({ slack }: VendorTwins) {
  const rooms = [...slack.workspace.channels.values()].filter(({ name }) => name.startsWith('inc-'));
  const [only] = rooms;
  if (only === undefined || rooms.length > 1) throw new Error(`There are ${rooms.length} channels of the incident.`);
  return only;
}

/** Everything of the story, each thing once and in order; asked when Delivery says that all is in step. */
export function heardOnce(twins: VendorTwins): void {
  const { slack, page, privatePage } = twins;
  const said = (where: string): string[] => slack.messagesIn(where).map(({ text }) => text);
  const channel = room(twins);
  const steps = page.incidents().flatMap(({ updates }) => updates.toReversed());

  expect(channel.name).toMatch(/^inc-\d{8}-payments-fail-for-some$/u);
  const [declaration = '', ...rest] = said(channel.id);
  expect(declaration).toContain('INCIDENT DECLARED: SEV1');
  expect(declaration).toContain('Status: Closed');
  expect(declaration).toContain('Operations: Bo Chen');
  expect(declaration).toContain('Only people with a role speak in the channel.');
  expect(rest).toEqual([
    'Bo Chen is Operations lead',
    'We roll back &amp; watch &lt;!channel&gt;, @bo too. *No* promise: &lt;https://example.com|here&gt;',
    `Status page: Investigating. ${steps[0]?.body}`,
    'Posted to the private status page: Investigating.',
    `Status page: Identified. ${steps[1]?.body}`,
    `Status page: Monitoring. ${steps[2]?.body}`,
    `Status page: Resolved. ${steps[3]?.body}`,
    sealed('resolved'),
    'Incident is closed',
    sealed('closed'),
  ]);
  expect(slack.pinnedIn(channel.id).map(({ text }) => text)).toEqual([declaration]);
  expect(channel.topic.value).toBe(`SEV1 Critical · Closed · IC: Ana Ruiz · Operations: Bo Chen · ${TITLE}`);
  expect(channel.purpose.value).toMatch(/^War room of INC-\d{8}-01, kept by Warroom/u);
  expect(channel.bookmarks.map(({ link }) => link)).toEqual(['https://status.example.com']);
  expect(new Set(channel.members)).toEqual(new Set(['U0WARROOM', 'U0ANA', 'U0BO']));

  expect(said('incidents')).toEqual([
    expect.stringMatching(new RegExp(`^SEV1 Critical: ${TITLE} .*#${channel.name}`, 'su')),
  ]);
  expect(said('exec-updates')).toEqual([EXECUTIVE_UPDATE]);
  expect(slack.directMessagesTo('ana').map(({ text }) => text)).toEqual([
    expect.stringMatching(/^You are Incident commander of /u),
  ]);
  expect(slack.directMessagesTo('bo').map(({ text }) => text)).toEqual([
    expect.stringMatching(/^You are Operations lead of /u),
  ]);
  expect(slack.mentions()).toEqual([]);

  expect(page.incidents().map(({ name, status }) => ({ name, status }))).toEqual([{ name: TITLE, status: 'resolved' }]);
  expect(
    steps.map(({ status, deliverNotifications, affected }) => ({
      status,
      mails: deliverNotifications,
      states: Object.fromEntries(affected.map((one) => [one.name, one.new_status])),
    })),
  ).toEqual([
    { status: 'investigating', mails: true, states: { Payments: 'major_outage', Checkout: 'major_outage' } },
    { status: 'identified', mails: true, states: { Payments: 'major_outage', Checkout: 'major_outage' } },
    {
      status: 'monitoring',
      mails: true,
      states: { Payments: 'degraded_performance', Checkout: 'degraded_performance' },
    },
    { status: 'resolved', mails: true, states: { Payments: 'operational', Checkout: 'operational' } },
  ]);
  expect(page.mailings()).toHaveLength(4);
  expect(page.incidents(privatePage).flatMap(({ updates }) => updates.map(({ body }) => body))).toEqual([PRIVATE_POST]);
}

/** Where the chains of the record end, said where others keep it. */
function sealed(occasion: 'resolved' | 'closed'): unknown {
  return expect.stringMatching(
    new RegExp(`^Record sealed when it was ${occasion}: \\d+ events, SHA-256 [0-9a-f]{64}$`, 'u'),
  );
}
