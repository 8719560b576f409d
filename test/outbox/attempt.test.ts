// One attempt, one look: what is on disk before it leaves, and what "not found" is worth (DESIGN: Outbox).
import { describe, expect, test } from 'vitest';
import type { Connection, Finding, Outcome, Situation } from '../../src-main/integrations/integration.ts';
import {
  type After,
  afterRestart,
  again,
  attempt,
  leaving,
  look,
  rebased,
  SWEEPS_MS,
} from '../../src-main/outbox/attempt.ts';
import { emptyIncident } from '../../src-shared/incident/index.ts';
import { NIGHT } from '../journal/kit.ts';
import { row, unknownUntil, waitingUntil } from './rows.ts';

const situation: Situation = { incident: emptyIncident('I1'), ref: () => undefined, now: NIGHT, zone: 'UTC' };
const at = (now: number) => ({ now: () => now, chance: () => 0.5 });

/** A vendor that says what it is told to say. */
function vendor(says: { send?: Outcome; find?: Finding }): Connection {
  return {
    readyAt: () => NIGHT,
    send: () => Promise.resolve(says.send ?? { is: 'unknown', why: 'no answer' }),
    find: () => Promise.resolve(says.find ?? { is: 'absent' }),
    test: () => Promise.resolve({ ok: true, lines: [] }),
    budget: () => ({ words: '', limitedUntil: null }),
    close: () => {},
  };
}

function standingAfter(after: After) {
  return after.is === 'stays' ? after.pending.standing : after;
}

describe('a clock that is set back three hours', () => {
  const back = NIGHT - 3 * 3_600_000;

  test.each([
    ['what waits for its next attempt', waitingUntil(NIGHT + 40_000), { notBefore: back + 40_000 }],
    ['what is to be looked for', unknownUntil(NIGHT + 1_000), { since: back, checkAt: back + 1_000 }],
    ['what is swept', { is: 'sweep', checkAt: NIGHT + 60_000, left: 2 } as const, { checkAt: back + 60_000 }],
  ])('%s waits no longer for it', (_what, standing, then) => {
    const now = rebased(row({ standing, lastLeftAt: NIGHT }), back);
    expect(now).toMatchObject({ lastLeftAt: back, standing: { ...standing, ...then } });
    expect(rebased(now, back + 1)).toBe(now);
  });
});

describe('before it leaves', () => {
  test('the row says that it may have left, and since when', () => {
    const left = leaving(leaving(row(), NIGHT), NIGHT + 5_000);
    expect(left).toMatchObject({
      standing: { is: 'sending' },
      attempts: 2,
      firstLeftAt: NIGHT,
      lastLeftAt: NIGHT + 5_000,
      open: true,
    });
  });

  test('a row found as sending after a crash is looked for at once', () => {
    const found = afterRestart(leaving(row(), NIGHT), NIGHT + 60_000, false);
    expect(found).toMatchObject({ standing: { is: 'unknown', checkAt: NIGHT + 60_000 }, open: true, doubted: true });
  });

  test('what had not left is as it was; in a record older than the world all is looked for', () => {
    const waiting = row();
    expect(afterRestart(waiting, NIGHT, false)).toBe(waiting);
    expect(afterRestart(waiting, NIGHT, true)).toMatchObject({ standing: { is: 'unknown' }, open: true });
  });

  test('a stopped vendor gets one more try at each start; a bad item stays where it is', () => {
    const parked = (what: 'item' | 'vendor') =>
      row({ standing: { is: 'parked', what, why: 'x', mend: 'y', at: NIGHT } });
    expect(afterRestart(parked('vendor'), NIGHT, false).standing.is).toBe('queued');
    expect(afterRestart(parked('item'), NIGHT, false).standing.is).toBe('parked');
  });
});

describe('an attempt', () => {
  const left = leaving(row(), NIGHT);

  test('no answer is unknown, and it is looked for a second later', async () => {
    const after = await attempt(vendor({}), left, situation, at(NIGHT + 10_000));
    expect(after).toMatchObject({ is: 'stays', pending: { open: true, doubted: true } });
    expect(standingAfter(after)).toMatchObject({ is: 'unknown', checkAt: NIGHT + 11_000 });
  });

  test('a sure failure waits with jitter, and what the vendor asked for wins', async () => {
    const retry = await attempt(vendor({ send: { is: 'retry', why: 'down' } }), left, situation, at(NIGHT));
    expect(standingAfter(retry)).toMatchObject({ is: 'queued', notBefore: NIGHT + 1_000, limited: false });
    expect(retry).toMatchObject({ pending: { open: false } });
    const limited = { is: 'retry', why: 'too many', afterMs: 30_000, limited: true } as const;
    const after = await attempt(vendor({ send: limited }), left, situation, at(NIGHT));
    expect(standingAfter(after)).toMatchObject({ is: 'queued', notBefore: NIGHT + 30_000, limited: true });
  });

  test('whoever is not there cannot be told: that ends it, and says whom', async () => {
    const nobody = { is: 'untold', note: 'Not found on Slack: Bui D' } as const;
    expect(await attempt(vendor({ send: nobody }), left, situation, at(NIGHT))).toEqual(nobody);
  });

  test('delivered without a doubt leaves no row behind; after a doubt it is looked for twice more', async () => {
    const sent = { is: 'delivered', facts: [] } as const;
    expect(await attempt(vendor({ send: sent }), left, situation, at(NIGHT))).toMatchObject({ sweep: null });
    const doubted = { ...left, doubted: true };
    expect(await attempt(vendor({ send: sent }), doubted, situation, at(NIGHT))).toMatchObject({
      sweep: { standing: { is: 'sweep', left: 2, checkAt: NIGHT + SWEEPS_MS[1] } },
    });
  });
});

describe('a look', () => {
  const lost = { ...leaving(row(), NIGHT), standing: unknownUntil(NIGHT + 11_000), doubted: true };

  test('"not found" counts only 40 s after it left: the timeout and the settling time', async () => {
    const early = await look(vendor({}), lost, situation, at(NIGHT + 11_000));
    expect(standingAfter(early)).toMatchObject({ is: 'unknown', checkAt: NIGHT + 40_000 });
    expect(early).toMatchObject({ pending: { open: true } });
    const late = await look(vendor({}), lost, situation, at(NIGHT + 40_000));
    expect(standingAfter(late)).toMatchObject({ is: 'queued' });
    expect(late).toMatchObject({ pending: { open: false, doubted: true } });
  });

  test('found is delivered, with what was attached and how many twins were deleted', async () => {
    const fact = { ref: 'slack/declaration', remoteId: '1.2', how: 'found' } as const;
    const after = await look(vendor({ find: { is: 'found', facts: [fact], twins: 1 } }), lost, situation, at(NIGHT));
    expect(after).toMatchObject({ is: 'delivered', facts: [fact], twins: 1, sweep: { doubted: true } });
  });

  test('a look that cannot be made says nothing: its fate stays unknown', async () => {
    for (const find of [
      { is: 'unknown', why: 'no answer' },
      { is: 'retry', why: 'down', afterMs: 7_000 },
    ] as const) {
      const after = await look(vendor({ find }), lost, situation, at(NIGHT + 50_000));
      expect(standingAfter(after)).toMatchObject({ is: 'unknown' });
      expect(after).toMatchObject({ pending: { open: true } });
    }
  });

  test('a key that is refused during a look parks it, and the look is still owed', async () => {
    const refused = { is: 'parked', what: 'vendor', why: 'revoked', mend: 'new token' } as const;
    const after = await look(vendor({ find: refused }), lost, situation, at(NIGHT + 50_000));
    if (after.is !== 'stays') throw new Error('it has to stay');
    expect(after.pending).toMatchObject({ standing: { is: 'parked' }, open: true });
    expect(again(after.pending, NIGHT + 60_000).standing).toMatchObject({ is: 'unknown', checkAt: NIGHT + 60_000 });
  });

  test('after a delivery the last sweep ends it; one that could not look is repeated', async () => {
    const sweeping = (left: number) => ({ ...lost, standing: { is: 'sweep', checkAt: NIGHT, left } as const });
    const clean: Finding = { is: 'found', facts: [], twins: 0 };
    expect(await look(vendor({ find: clean }), sweeping(2), situation, at(NIGHT))).toMatchObject({
      is: 'swept',
      twins: 0,
      sweep: { standing: { left: 1, checkAt: NIGHT + SWEEPS_MS[0] } },
    });
    expect(await look(vendor({ find: clean }), sweeping(1), situation, at(NIGHT))).toMatchObject({ sweep: null });
    const blind: Finding = { is: 'retry', why: 'down' };
    expect(await look(vendor({ find: blind }), sweeping(1), situation, at(NIGHT))).toMatchObject({
      sweep: { standing: { left: 1 } },
    });
  });
});
