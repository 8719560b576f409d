// The buttons of the twins' control page: each breaks one thing the way it breaks in real life, or mends it all.
import type { Clock } from '../../src-main/ports.ts';
import type { Fault } from './faults.ts';
import type { SlackTwin } from './slack/index.ts';
import type { StatuspageTwin } from './statuspage/index.ts';
import type { Twin } from './twin.ts';

export interface Stage {
  slack: SlackTwin;
  statuspage: StatuspageTwin;
  clock: Clock;
  /** ids of the channels that a button archived: those are opened again, and no others */
  archived: Set<string>;
}

export interface Button {
  id: string;
  vendor: 'slack' | 'statuspage';
  label: string;
  press: (stage: Stage) => void;
}

const MINUTE = 60_000;

/** One thing is broken at a time. */
function breakOnly({ faults }: Twin, fault: Fault): void {
  faults.clear();
  faults.arm(fault);
}

function slackFault(id: string, label: string, fault: (clock: Clock) => Fault): Button {
  return { id, vendor: 'slack', label, press: ({ slack, clock }) => breakOnly(slack, fault(clock)) };
}

function statuspageFault(id: string, label: string, fault: Fault): Button {
  return { id, vendor: 'statuspage', label, press: ({ statuspage }) => breakOnly(statuspage, fault) };
}

export const buttons: readonly Button[] = [
  slackFault('slack-down', 'Down: nothing connects', () => ({ does: { kind: 'offline' } })),
  slackFault('slack-lost', 'Does it, the answer is lost', () => ({ does: { kind: 'lose-after' } })),
  slackFault('slack-hang', 'Never answers', () => ({ does: { kind: 'hang' } })),
  slackFault('slack-429', '429 for 60 s', (clock) => ({
    until: clock.now() + MINUTE,
    does: { kind: 'status', status: 429, retryAfter: '60' },
  })),
  slackFault('slack-portal', 'A hotel’s login page answers', () => ({ does: { kind: 'captive-portal' } })),
  {
    id: 'slack-limits',
    vendor: 'slack',
    label: 'Real rate limits',
    press: ({ slack }) => slack.setLimits({}),
  },
  {
    id: 'slack-revoked',
    vendor: 'slack',
    label: 'Token revoked',
    press: ({ slack }) => slack.setToken('token_revoked'),
  },
  {
    id: 'slack-cut',
    vendor: 'slack',
    label: 'The socket breaks',
    press: ({ slack }) => slack.socket.cut(),
  },
  {
    id: 'slack-archived',
    vendor: 'slack',
    label: 'Somebody archives the newest channel',
    press: ({ slack, archived: ours }) => {
      const open = [...slack.workspace.channels.values()].filter(
        ({ im, archived, isGeneral }) => im === null && !archived && !isGeneral,
      );
      const newest = open.at(-1);
      if (newest === undefined) return;
      slack.somebody.archives(newest.id);
      ours.add(newest.id);
    },
  },
  statuspageFault('statuspage-down', 'Down: nothing connects', { does: { kind: 'offline' } }),
  statuspageFault('statuspage-500', 'Answers 500', { does: { kind: 'status', status: 500 } }),
  statuspageFault('statuspage-lost', 'Does it, the answer is lost', { does: { kind: 'lose-after' } }),
  statuspageFault('statuspage-420', 'Answers 420', { does: { kind: 'status', status: 420, retryAfter: '30' } }),
  statuspageFault('statuspage-portal', 'A hotel’s login page answers', { does: { kind: 'captive-portal' } }),
  {
    id: 'statuspage-limits',
    vendor: 'statuspage',
    label: 'Real rate limits',
    press: ({ statuspage }) => statuspage.setLimits({}),
  },
  {
    id: 'statuspage-key',
    vendor: 'statuspage',
    label: 'Key taken back',
    press: ({ statuspage }) => statuspage.setKey(false),
  },
  {
    id: 'statuspage-by-hand',
    vendor: 'statuspage',
    label: 'Somebody opens an incident by hand',
    press: ({ statuspage }) =>
      void statuspage.somebody.opensIncident({ name: 'Elevated error rates', body: 'We are looking into it.' }),
  },
];

/** Everything works again: faults lifted, token and key good. What was said and done stays. */
export function mendAll({ slack, statuspage, archived }: Stage): void {
  slack.faults.clear();
  slack.setToken('good');
  slack.setLimits(null);
  for (const id of archived) slack.somebody.unarchives(id);
  archived.clear();
  statuspage.faults.clear();
  statuspage.setKey(true);
  statuspage.setLimits(null);
}
