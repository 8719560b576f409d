// What an auditor asks for beside the record: who had access and who reviewed it, and checkpoints of the record itself.
import { describe, expect, test } from 'vitest';
import { countedId, declared, time, type Wanted } from './scenario.ts';

const checkpoint: Wanted & { type: 'record.checkpoint' } = {
  type: 'record.checkpoint',
  occasion: 'resolved',
  digest: 'a'.repeat(64),
  events: 12,
  heads: [{ origin: 'b'.repeat(32), seq: 12, hash: 'c'.repeat(64), signature: 'd' }],
};

describe('Who had production access during the incident is listed, and who has reviewed that (S2)', () => {
  test('by name and system, reviewed with a finding, also after closing', () => {
    const set = declared();
    set.at('15:00').does({ type: 'access.list', who: 'Le D', system: 'payment-db', right: 'admin' });
    const access = set.last('access.listed');
    set.at('15:10').does({ type: 'access.review', access, finding: 'Needed for the failover, taken back at 15:05' });
    expect(set.incident().evidence.access).toMatchObject([
      { who: 'Le D', system: 'payment-db', right: 'admin', at: time('15:00'), review: { at: time('15:10') } },
    ]);
    expect(set.lines().slice(-2)).toEqual([
      'Access during the incident: Le D, payment-db (admin)',
      'Access reviewed by Nguyen A: Le D, payment-db. Needed for the failover, taken back at 15:05',
    ]);
  });

  test('once for each system; struck with a reason it can be listed again, and stays on the record', () => {
    const set = declared();
    const listed = { type: 'access.list', who: 'Le D', system: 'payment-db' } as const;
    set.does(listed);
    expect(set.refuses(listed).code).toBe('no-change');
    const access = set.last('access.listed');
    set.does({ type: 'access.strike', access, reason: 'It was somebody else' });
    expect(set.refuses({ type: 'access.review', access, finding: 'x' }).code).toBe('unknown-record');
    expect(set.refuses({ type: 'access.strike', access, reason: 'x' }).code).toBe('unknown-record');
    set.does(listed);
    expect(set.incident().evidence.access.map(({ struck }) => struck?.reason)).toEqual([
      'It was somebody else',
      undefined,
    ]);
  });

  test('an access that is not there, and empty words, are refused', () => {
    const set = declared();
    expect(set.refuses({ type: 'access.review', access: countedId(9), finding: 'x' }).code).toBe('unknown-record');
    expect(set.refuses({ type: 'access.list', who: ' ', system: 'payment-db' }).code).toBe('empty');
  });
});

describe('a checkpoint', () => {
  test('says in the timeline how far the record is sealed, once for each state of it', () => {
    const set = declared();
    set.does(checkpoint);
    expect(set.refuses(checkpoint).code).toBe('no-change');
    expect(set.lines().at(-1)).toBe(`Record sealed when it was resolved: 12 events, SHA-256 ${'a'.repeat(64)}`);
    expect(set.incident().evidence.checkpoints).toMatchObject([{ occasion: 'resolved', events: 12 }]);
  });
});
