// What a person may do with what waits to go out: try again, change, withdraw, let go after a review.
import type { Answer } from '../../src-shared/bridge.ts';
import { refuse } from '../../src-shared/incident/refusal.ts';
import type { Clock, Ids } from '../ports.ts';
import { fenced } from './delivery.ts';
import type { Pending } from './effect.ts';
import type { OutboxDesk } from './outbox.ts';
import { newerThan } from './turns.ts';
import { type Rows, rowOf } from './rows.ts';

export interface Deeds {
  /** without a key: everything of this vendor */
  retry: (vendor: string, key: string | undefined) => Promise<Answer>;
  rewrite: (key: string, text: string) => Promise<Answer>;
  withdraw: (key: string, reason: string) => Promise<Answer>;
  /** the review of a lane was read: the newest goes, what it overtakes does not */
  confirm: (incident: string, lane: string) => Promise<Answer>;
}

export interface DeedPorts {
  rows: Rows;
  busy: ReadonlyMap<string, unknown>;
  settle: (
    pending: Pending,
    outcome: 'withdrawn' | 'overtaken',
    facts: readonly [],
    note: string | undefined,
    sweep: null,
    by: 'person',
  ) => Promise<Answer>;
  /** who acts for an incident, where this station does not */
  elsewhere: (incident: string) => string | null;
  tryAgain: (wanted: (pending: Pending) => boolean) => Promise<void>;
  say: OutboxDesk['say'];
  clock: Clock;
  ids: Ids;
  step: () => void;
}

const done: Answer = { ok: true, events: [] };
const GONE = 'This is not waiting any more: it has gone out, or was withdrawn.';
const ON_ITS_WAY = 'It may be out already. Wait until it is known whether it arrived.';

export function deedsOf({ rows, busy, settle, elsewhere, tryAgain, say, clock, ids, step }: DeedPorts): Deeds {
  /** Only what surely has not left may be changed. */
  function stillHere(key: string): Pending | Answer {
    const pending = rows.get(key);
    if (pending === undefined || pending.standing.is === 'sweep') return refuse('unknown-record', GONE);
    if (pending.open || busy.has(key)) return refuse('not-available', ON_ITS_WAY);
    return pending;
  }

  return {
    retry: async (vendor, key) => {
      const found = key === undefined ? undefined : rows.get(key);
      if (key !== undefined && found === undefined) return refuse('unknown-record', GONE);
      const who = found === undefined ? null : elsewhere(found.effect.incident);
      if (who !== null) {
        const { why, mend } = fenced(who);
        return refuse('not-in-command', `${why} ${mend}`);
      }
      await tryAgain(({ effect }) => effect.vendor === vendor && (key === undefined || effect.key === key));
      return done;
    },
    rewrite: async (key, text) => {
      const found = stillHere(key);
      if ('ok' in found) return found;
      const { effect } = found;
      if (effect.text === null)
        return refuse('not-editable', 'It has no text of its own: it is written from the incident when it is sent.');
      const changed: Pending = { ...found, effect: { ...effect, text } };
      const answer = await say(
        effect.incident,
        {
          id: ids.ulid(clock.now()),
          type: 'effect.edit',
          fields: { effect: key, lane: effect.lane, what: effect.what, text },
        },
        { put: [rowOf(changed)], remove: [] },
        'person',
      );
      if (answer.ok && found.standing.is === 'parked') await tryAgain((pending) => pending.effect.key === key);
      step();
      return answer;
    },
    withdraw: async (key, reason) => {
      const found = stillHere(key);
      if ('ok' in found) return found;
      return settle(found, 'withdrawn', [], reason, null, 'person');
    },
    confirm: async (incident, lane) => {
      const waiting = rows
        .all()
        .filter(
          ({ effect, standing }) => effect.incident === incident && effect.lane === lane && standing.is === 'review',
        );
      if (waiting.length === 0) return refuse('no-change', 'Nothing waits for a review here any more.');
      for (const pending of waiting) {
        const overtaken = newerThan(pending, waiting).length > 0;
        const answer = overtaken ? await settle(pending, 'overtaken', [], undefined, null, 'person') : done;
        if (!answer.ok) return answer;
        if (!overtaken)
          await rows.keep({
            ...pending,
            confirmed: true,
            standing: { is: 'queued', notBefore: null, why: null, limited: false },
          });
      }
      step();
      return done;
    },
  };
}
