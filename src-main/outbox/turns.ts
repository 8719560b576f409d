// Whose turn it is. Pure: of all rows, what may go now, what is to be looked for, what is stale, and when to look again.
import type { Pending } from './effect.ts';
import { laneOf } from './effect.ts';

export interface Turns {
  /** may be sent now, the first in rank first; the vendor's own rate limit is asked after this */
  send: Pending[];
  /** are looked for now: their fate is unknown, or they may be there twice */
  find: Pending[];
  /** stale and overtaken, or not worth saying any more */
  overtaken: Pending[];
  /** stale and public: they wait for one click from now on */
  review: Pending[];
  /** when something falls due that is not due yet, ms; null: nothing does by itself */
  wakeAt: number | null;
}

export interface Look {
  now: number;
  /** keys of rows that an attempt or a look is under way for */
  busy: ReadonlySet<string>;
  /** whether everything is attached that the effect needs */
  ready: (pending: Pending) => boolean;
  /** ms after which an effect of this incident is stale (playbook: delivery.reviewAfterMin) */
  staleAfter: (incident: string) => number;
  /** incidents that another laptop acts for: nothing of them is sent, nor looked for */
  elsewhere: ReadonlySet<string>;
  /** vendors that are connected and not stopped */
  open: ReadonlySet<string>;
}

/** `rows` in the order in which they were called for. */
export function turns(rows: readonly Pending[], look: Look): Turns {
  const { now, busy } = look;
  const result: Turns = { send: [], find: [], overtaken: [], review: [], wakeAt: null };
  const wake = (at: number): void => {
    result.wakeAt = Math.min(result.wakeAt ?? at, at);
  };
  /** lanes in which something ordered is still before whatever comes now */
  const taken = new Set<string>();
  /** lanes in which something unordered is under way */
  const besides = new Set(rows.filter((p) => busy.has(p.effect.key) && !p.effect.ordered).map(nameOf));

  for (const pending of rows) {
    const { effect, standing } = pending;
    if (busy.has(effect.key)) {
      if (effect.ordered && standing.is !== 'sweep') taken.add(nameOf(pending));
      continue;
    }
    if (!look.open.has(effect.vendor) || look.elsewhere.has(effect.incident)) continue;
    switch (standing.is) {
      case 'sweep':
      case 'unknown':
        if (standing.checkAt <= now) result.find.push(pending);
        else wake(standing.checkAt);
        if (standing.is === 'unknown' && effect.ordered) taken.add(nameOf(pending));
        break;
      case 'queued': {
        // The cheap question first: behind an outage thousands wait in a lane.
        if (effect.ordered && taken.has(nameOf(pending))) break;
        if (!look.ready(pending)) break;
        if (isStale(pending, look)) {
          const verdict = verdictOf(pending, rows);
          if (verdict !== 'send') {
            result[verdict].push(pending);
            break;
          }
        }
        if (effect.ordered) taken.add(nameOf(pending));
        if (standing.notBefore !== null && standing.notBefore > now) {
          wake(standing.notBefore);
          // The review is shown when it is due, not when the vendor's door opens again.
          if (effect.freshness === 'public' && !pending.confirmed)
            wake(effect.at + look.staleAfter(effect.incident) + 1);
          break;
        }
        if (!effect.ordered) {
          if (besides.has(nameOf(pending))) break;
          besides.add(nameOf(pending));
        }
        result.send.push(pending);
        break;
      }
      case 'review':
        // A newer one that a person approved since says it better.
        if (newerThan(pending, rows).some(({ effect: newer }) => newer.at >= standing.since))
          result.overtaken.push(pending);
        break;
      case 'sending':
      case 'parked':
        break;
    }
  }
  result.send.sort((a, b) => a.effect.rank - b.effect.rank);
  return result;
}

/** Lanes by their effects, which stay the same while a row comes and goes: each row is asked for its lane at every step. */
const laneNames = new WeakMap<Pending['effect'], string>();

function nameOf(pending: Pending): string {
  let name = laneNames.get(pending.effect);
  if (name === undefined) {
    name = laneOf(pending);
    laneNames.set(pending.effect, name);
  }
  return name;
}

/** Waited longer than the playbook says. What may have arrived already is never stale: it is looked for first. */
function isStale(pending: Pending, look: Look): boolean {
  return !pending.confirmed && look.now - pending.effect.at > look.staleAfter(pending.effect.incident);
}

function verdictOf(pending: Pending, rows: readonly Pending[]): 'send' | 'overtaken' | 'review' {
  switch (pending.effect.freshness) {
    case 'chatter':
      return 'overtaken';
    case 'newest':
      return newerThan(pending, rows).length > 0 ? 'overtaken' : 'send';
    case 'public':
      return 'review';
    case 'mirror':
    case 'lasting':
      return 'send';
  }
}

/** What is in the outbox and says the same thing later: of the same lane and slot. */
export function newerThan(pending: Pending, rows: readonly Pending[]): Pending[] {
  const { slot, key } = pending.effect;
  if (slot === null) return [];
  const at = rows.findIndex((other) => other.effect.key === key);
  return rows.filter(
    (other, i) =>
      i > at && other.effect.slot === slot && laneOf(other) === laneOf(pending) && !DONE_WITH.has(other.standing.is),
  );
}

/** What is delivered, or may never go, overtakes nothing. */
const DONE_WITH: ReadonlySet<string> = new Set(['sweep', 'parked']);
