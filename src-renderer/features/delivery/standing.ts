// How a lane or an item stands, in words and a tone: the words alone say everything.
import type { DeliveryLane, DeliveryStanding } from '../../../src-shared/delivery.ts';
import { formatClock } from '../../../src-shared/text/clock-times.ts';
import { formatDuration } from '../../../src-shared/text/durations.ts';

export interface Words {
  /** one or two words for the badge */
  badge: string;
  tone: 'ok' | 'info' | 'amber' | 'violet' | 'red';
  /** the whole of it; null where the badge says everything */
  sentence: string | null;
  /** what waits behind it */
  backlog?: string;
}

/** What goes out in a moment needs no sentence: the row would grow and shrink with every post. */
const A_MOMENT_MS = 5_000;

export function laneWords(
  lane: Pick<DeliveryLane, 'standing' | 'queued' | 'oldestAt'>,
  vendor: string,
  now: number,
): Words {
  const words = standingWords(lane.standing, vendor, now);
  const age = lane.oldestAt === null ? 0 : Math.max(0, now - lane.oldestAt);
  const backlog = `${lane.queued} queued, oldest ${formatDuration(age)}`;
  switch (lane.standing.is) {
    case 'in-step':
      return words;
    case 'queued':
    case 'sending':
      return { ...words, sentence: age < A_MOMENT_MS ? null : backlog };
    case 'waiting':
      if (age < A_MOMENT_MS) return { ...words, sentence: null };
      break;
    case 'retrying':
    case 'limited':
    case 'checking':
    case 'parked':
    case 'review':
      break;
  }
  return lane.queued > 1 ? { ...words, backlog } : words;
}

export function standingWords(standing: DeliveryStanding, vendor: string, now: number): Words {
  switch (standing.is) {
    case 'in-step':
      return { badge: 'in step', tone: 'ok', sentence: null };
    case 'queued':
      return { badge: 'queued', tone: 'amber', sentence: 'queued' };
    case 'sending':
      return { badge: 'sending', tone: 'info', sentence: 'sending' };
    case 'waiting':
      return { badge: 'waiting', tone: 'amber', sentence: `waits for ${thing(standing.for)}` };
    case 'retrying': {
      const left = standing.at - now;
      const when = left > 0 ? `in ${formatDuration(Math.ceil(left / 1_000) * 1_000)}` : 'now';
      return { badge: 'retrying', tone: 'amber', sentence: `trying again ${when}${because(standing.why)}` };
    }
    case 'limited':
      return {
        badge: 'slowed',
        tone: 'amber',
        sentence: `slowed by ${vendor} until ${formatClock(standing.until, 'UTC')} UTC`,
      };
    case 'checking':
      return {
        badge: 'checking',
        tone: 'violet',
        sentence: `checking whether it arrived${because(standing.why)}`,
      };
    case 'parked':
      return {
        badge: 'stopped',
        tone: 'red',
        sentence: [`stopped${because(standing.why)}`, standing.mend].filter((part) => part !== '').join('. '),
      };
    case 'review':
      // Not "review": the button beside it is called that.
      return { badge: 'needs you', tone: 'red', sentence: 'waits for your review' };
  }
}

/** For the line above the lanes: `Slack in step`, `Statuspage waits for you`. */
export function headWords({ standing, review }: Pick<DeliveryLane, 'standing' | 'review'>, vendor: string): string {
  const waits = review !== null && standing.is !== 'parked';
  return `${vendor} ${waits ? 'waits for you' : standingWords(standing, vendor, 0).badge}`;
}

/** The reason as it was given, without the full stop that the sentence may go on after. */
function because(why: string): string {
  const reason = why.trim().replace(/[.\s]+$/u, '');
  return reason === '' ? '' : `: ${reason}`;
}

/** `slack/channel` is the channel. */
function thing(name: string): string {
  const slash = name.indexOf('/');
  return slash === -1 ? name : `the ${name.slice(slash + 1).replaceAll('-', ' ')}`;
}
