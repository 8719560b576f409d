// Whose turn it is in the outbox: order in a lane, what waits for what, what is stale (DESIGN: Outbox).
import { describe, expect, test } from 'vitest';
import type { Pending } from '../../src-main/outbox/effect.ts';
import { turns, type Look } from '../../src-main/outbox/turns.ts';
import { NIGHT } from '../journal/kit.ts';
import { row, unknownUntil, waitingUntil } from './rows.ts';

const MINUTE = 60_000;

function look(at = NIGHT, more: Partial<Look> = {}): Look {
  return {
    now: at,
    busy: new Set(),
    ready: () => true,
    staleAfter: () => 15 * MINUTE,
    elsewhere: new Set(),
    open: new Set(['slack', 'statuspage']),
    ...more,
  };
}

function names(rows: readonly Pending[]): string[] {
  return rows.map(({ effect }) => effect.what);
}

describe('order', () => {
  test('one after another in a lane, side by side in two', () => {
    const rows = [row({ what: 'a1' }), row({ what: 'a2' }), row({ what: 'b1', lane: 'slack-executives' })];
    expect(names(turns(rows, look()).send)).toEqual(['a1', 'b1']);
  });

  test('the lanes of two incidents do not wait for each other', () => {
    const rows = [row({ what: 'one' }), row({ what: 'two', incident: 'I2' })];
    expect(names(turns(rows, look()).send)).toEqual(['one', 'two']);
  });

  test('what is to be tried again later keeps its place: those behind it wait', () => {
    const rows = [row({ what: 'first', standing: waitingUntil(NIGHT + 5_000) }), row({ what: 'second' })];
    const turn = turns(rows, look());
    expect(names(turn.send)).toEqual([]);
    expect(turn.wakeAt).toBe(NIGHT + 5_000);
  });

  test('nothing passes what may have arrived already', () => {
    const rows = [row({ what: 'lost', standing: unknownUntil(NIGHT + 1_000), open: true }), row({ what: 'next' })];
    const turn = turns(rows, look());
    expect(names(turn.send)).toEqual([]);
    expect(names(turn.find)).toEqual([]);
    expect(turn.wakeAt).toBe(NIGHT + 1_000);
    expect(names(turns(rows, look(NIGHT + 1_000)).find)).toEqual(['lost']);
  });

  test('a parked one is passed, and so is one that waits for a thing that is not there', () => {
    const rows = [
      row({ what: 'bad', standing: { is: 'parked', what: 'item', why: 'too long', mend: 'shorten it', at: NIGHT } }),
      row({ what: 'waits', needs: ['slack/channel'] }),
      row({ what: 'goes' }),
    ];
    expect(names(turns(rows, look(NIGHT, { ready: ({ effect }) => effect.needs.length === 0 })).send)).toEqual([
      'goes',
    ]);
  });

  test('what is unordered passes and is passed, one at a time', () => {
    const rows = [
      row({ what: 'm1', standing: waitingUntil(NIGHT + 9_000) }),
      row({ what: 'topic', ordered: false }),
      row({ what: 'invite', ordered: false }),
    ];
    expect(names(turns(rows, look()).send)).toEqual(['topic']);
    const busy = new Set([rows[1]!.effect.key]);
    expect(names(turns(rows, look(NIGHT, { busy })).send)).toEqual([]);
  });

  test('while one is under way, the next in its lane waits', () => {
    const rows = [row({ what: 'leaving', standing: { is: 'sending' } }), row({ what: 'next' })];
    expect(names(turns(rows, look(NIGHT, { busy: new Set([rows[0]!.effect.key]) })).send)).toEqual([]);
  });

  test('the first message of a SEV1 overtakes what waits for other incidents', () => {
    const rows = [row({ what: 'chatter', incident: 'I2' }), row({ what: 'channel', incident: 'I1', rank: 1 })];
    expect(names(turns(rows, look()).send)).toEqual(['channel', 'chatter']);
  });

  test('a vendor that is stopped or not connected gets nothing, the other does', () => {
    const rows = [row({ what: 'slack' }), row({ what: 'page', vendor: 'statuspage', lane: 'statuspage' })];
    expect(names(turns(rows, look(NIGHT, { open: new Set(['statuspage']) })).send)).toEqual(['page']);
  });
});

describe('after a long outage', () => {
  const later = NIGHT + 16 * MINUTE;

  test('what was said in time is never stale', () => {
    const rows = [row({ what: 'role', freshness: 'chatter' })];
    expect(names(turns(rows, look(NIGHT + 15 * MINUTE)).send)).toEqual(['role']);
  });

  test('chatter is not replayed; what lasts goes', () => {
    const rows = [row({ what: 'role', freshness: 'chatter' }), row({ what: 'channel', freshness: 'lasting' })];
    const turn = turns(rows, look(later));
    expect(names(turn.overtaken)).toEqual(['role']);
    expect(names(turn.send)).toEqual(['channel']);
  });

  test('of several updates the newest goes alone', () => {
    const update = (what: string): Pending => row({ what, freshness: 'newest', slot: 'update' });
    const turn = turns([update('#3'), update('#4'), update('#5')], look(later));
    expect(names(turn.overtaken)).toEqual(['#3', '#4']);
    expect(names(turn.send)).toEqual(['#5']);
  });

  test('a newest one that is parked overtakes nothing', () => {
    const rows = [
      row({ what: '#3', freshness: 'newest', slot: 'update' }),
      row({
        what: '#4',
        freshness: 'newest',
        slot: 'update',
        standing: { is: 'parked', what: 'item', why: 'too long', mend: 'shorten it', at: NIGHT },
      }),
    ];
    expect(names(turns(rows, look(later)).send)).toEqual(['#3']);
  });

  test('a public post waits for one click, and goes after it', () => {
    const post = row({ what: 'Identified', freshness: 'public', slot: 'page' });
    const turn = turns([post], look(later));
    expect(names(turn.review)).toEqual(['Identified']);
    expect(names(turn.send)).toEqual([]);
    expect(names(turns([{ ...post, confirmed: true }], look(later)).send)).toEqual(['Identified']);
  });

  test('the review is due in time, also while the vendor has closed its door for longer', () => {
    const post = row({
      what: 'Identified',
      freshness: 'public',
      slot: 'page',
      standing: waitingUntil(NIGHT + 60 * MINUTE),
    });
    const due = turns([post], look()).wakeAt;
    expect(due).toBe(NIGHT + 15 * MINUTE + 1);
    expect(names(turns([post], look(due ?? 0)).review)).toEqual(['Identified']);
  });

  test('a new post that a person has just approved overtakes one that waits for review', () => {
    const rows = [
      row({ what: 'old', freshness: 'public', slot: 'page', standing: { is: 'review', since: later } }),
      row({ what: 'new', freshness: 'public', slot: 'page', at: later }),
    ];
    const turn = turns(rows, look(later));
    expect(names(turn.overtaken)).toEqual(['old']);
    expect(names(turn.send)).toEqual(['new']);
  });

  test('what may have arrived is looked for, however old it is', () => {
    const rows = [row({ what: 'lost', freshness: 'chatter', standing: unknownUntil(NIGHT), open: true })];
    const turn = turns(rows, look(later));
    expect(names(turn.find)).toEqual(['lost']);
    expect(turn.overtaken).toEqual([]);
  });
});
