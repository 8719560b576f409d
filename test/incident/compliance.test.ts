// Compliance flags change the cockpit, not only a label (DOMAIN.md 11).
import { describe, expect, it, test } from 'vitest';
import { checklistsOf } from '../../src-shared/incident/checklist.ts';
import { clocksOf } from '../../src-shared/incident/clocks.ts';
import { isNeedToKnow, isRoomOpen, leaving } from '../../src-shared/incident/compliance.ts';
import { rolesDemanded } from '../../src-shared/incident/flags.ts';
import { seenFromOutside } from '../../src-shared/documents/outside.ts';
import { an, binh, chi, declared, stage, standard, time, type Stage } from './scenario.ts';

const PERSONAL = {
  type: 'compliance.raise',
  flag: 'personal-data',
  kind: 'pii',
  reason: 'A bucket was public',
} as const;
const MONEY = { type: 'compliance.raise', flag: 'money-wrong', reason: 'Cards were charged twice' } as const;

/** Flagged at 14:40, a SEV3 until then. */
function flagged(): Stage {
  const set = declared({ severity: 3 }).at('14:40');
  set.does(PERSONAL);
  return set;
}

const clock = (set: Stage, id: string) => clocksOf(set.incident(), set.now()).find((one) => one.id === id);
const listIds = (set: Stage): string[] => checklistsOf(set.incident()).map(({ id }) => id);

describe('personal data exposed', () => {
  test('personal data exposed makes it severity 1 (S2)', () => {
    const set = declared({ severity: 3 }).at('14:40');
    expect(set.does(PERSONAL)).toEqual([
      {
        type: 'compliance.flag-raised',
        payload: {
          flag: 'personal-data',
          label: 'Personal data exposed',
          kind: { id: 'pii', label: 'PII' },
          reason: 'A bucket was public',
          needToKnow: true,
          legalHold: true,
        },
      },
      { type: 'severity.changed', payload: { from: 3, to: 1, reason: 'Personal data exposed' } },
    ]);
    expect(set.incident().severity.level).toBe(1);
    expect(set.lines().at(-2)).toBe('Personal data exposed (PII): A bucket was public');
  });

  it('leaves a SEV1 as it is', () => {
    expect(
      declared()
        .does(PERSONAL)
        .map(({ type }) => type),
    ).toEqual(['compliance.flag-raised']);
  });

  test('privacy officer, legal and security are to be told at once: a clock runs until they are (S1, S2)', () => {
    const set = flagged();
    expect(clock(set.at('14:41'), 'told:personal-data')).toMatchObject({
      label: 'Privacy officer, legal, security told',
      startedAt: time('14:40'),
      dueAt: time('14:45'),
      mend: { action: 'compliance-told', flag: 'personal-data' },
    });
    expect(clock(set.at('14:46'), 'told:personal-data')?.state).toBe('overdue');
    set.does({ type: 'compliance.tell', flag: 'personal-data' });
    expect(clock(set, 'told:personal-data')).toMatchObject({ state: 'done-late', doneAt: time('14:46'), mend: null });
    expect(set.lines().at(-1)).toBe('Privacy officer, legal, security told');
    expect(set.refuses({ type: 'compliance.tell', flag: 'personal-data' }).code).toBe('no-change');
  });

  test('privacy officer, legal and security must be filled, each with a vacancy clock (S2)', () => {
    const set = flagged();
    expect(rolesDemanded(set.incident()).map(({ role }) => role)).toEqual([
      'privacy-officer',
      'legal-counsel',
      'security-lead',
    ]);
    expect(clock(set.at('14:51'), 'vacancy:privacy-officer')).toMatchObject({
      label: 'Privacy officer unfilled',
      startedAt: time('14:40'),
      dueAt: time('14:50'),
      state: 'overdue',
      mend: { action: 'assign-role', role: 'privacy-officer' },
    });
    set.does({ type: 'role.assign', role: 'privacy-officer', person: { name: 'Dana P' } });
    expect(clock(set, 'vacancy:privacy-officer')).toBeUndefined();
    expect(clock(set, 'vacancy:legal-counsel')?.state).toBe('overdue');
  });

  test('other data than PII and PHI asks for legal and security alone (S1)', () => {
    const set = declared();
    set.does({ ...PERSONAL, kind: 'other' });
    expect(rolesDemanded(set.incident()).map(({ role }) => role)).toEqual(['legal-counsel', 'security-lead']);
  });

  it('asks which kind, and knows no other', () => {
    const set = declared();
    expect(set.refuses({ type: 'compliance.raise', flag: 'personal-data', reason: 'x' })).toMatchObject({
      code: 'malformed',
      field: 'kind',
    });
    expect(set.refuses({ ...PERSONAL, kind: 'dna' }).code).toBe('malformed');
    expect(set.refuses({ ...PERSONAL, flag: 'aliens' }).code).toBe('unknown-record');
    set.does(PERSONAL);
    expect(set.refuses(PERSONAL).code).toBe('no-change');
  });

  test('the incident turns need-to-know, until the flag is lowered with a reason (S2)', () => {
    const set = flagged();
    expect(isNeedToKnow(set.incident())).toBe(true);
    expect(set.refuses({ type: 'compliance.lower', flag: 'personal-data', reason: ' ' }).code).toBe('empty');
    set.does({ type: 'compliance.lower', flag: 'personal-data', reason: 'The bucket was empty' });
    expect(isNeedToKnow(set.incident())).toBe(false);
    expect(set.lines().at(-1)).toBe('No longer: Personal data exposed. The bucket was empty');
    expect(set.refuses({ type: 'compliance.lower', flag: 'personal-data', reason: 'x' }).code).toBe('no-change');
  });

  test('a banner says that logs are not to be deleted (S2)', () => {
    const flag = standard.compliance.flags.find(({ id }) => id === 'personal-data');
    expect(flag?.banner).toContain('Do not delete logs');
  });

  test('a legal hold is lifted by an event with a reason, never by lowering the flag (S2)', () => {
    const set = flagged();
    expect(set.incident().compliance.hold).toEqual({ at: time('14:40'), by: an.id, reason: 'Personal data exposed' });
    set.does({ type: 'compliance.lower', flag: 'personal-data', reason: 'The bucket was empty' });
    expect(set.incident().compliance.hold).not.toBeNull();
    set.does({ type: 'status.move', to: 'resolved' });
    set.does({ type: 'status.move', to: 'closed' });
    expect(set.refuses({ type: 'compliance.lift-hold', reason: '' }).code).toBe('empty');
    set.by(binh).does({ type: 'compliance.lift-hold', reason: 'Counsel agrees' });
    expect(set.incident().compliance.hold).toBeNull();
    expect(set.lines().at(-1)).toBe('Legal hold lifted: Counsel agrees');
    expect(set.refuses({ type: 'compliance.lift-hold', reason: 'again' }).code).toBe('no-change');
    set.does({ type: 'compliance.place-hold', reason: 'Asked for by the court' });
    expect(set.incident().compliance.hold?.reason).toBe('Asked for by the court');
  });

  test('the evidence checklist holds logs, transcripts, paging log, published texts, access and post-mortem (S2)', () => {
    const set = declared();
    expect(listIds(set)).not.toContain('evidence');
    expect(listIds(set)).not.toContain('money');
    set.does(PERSONAL);
    const evidence = checklistsOf(set.incident()).find(({ id }) => id === 'evidence');
    expect(evidence?.phases[0]?.items.map(({ id }) => id)).toEqual([
      'logs',
      'transcripts',
      'paging-log',
      'published',
      'access-list',
      'post-mortem',
    ]);
    set.does({ type: 'checklist.tick', list: 'evidence', item: 'access-list' });
    set.does({ type: 'compliance.lower', flag: 'personal-data', reason: 'Nothing was read' });
    expect(listIds(set)).toContain('evidence');
  });
});

describe('money wrong', () => {
  test('money wrong asks to preserve the database states and to tell the CFO at once (S2)', () => {
    const set = declared({ severity: 2 }).at('14:40');
    expect(set.does(MONEY).map(({ type }) => type)).toEqual(['compliance.flag-raised']);
    expect(standard.compliance.flags.find(({ id }) => id === 'money-wrong')?.banner).toContain('database states');
    expect(listIds(set)).toContain('money');
    expect(clock(set.at('14:46'), 'told:money-wrong')).toMatchObject({ label: 'CFO told', state: 'overdue' });
    expect(isNeedToKnow(set.incident())).toBe(false);
    expect(set.incident().compliance.hold).toBeNull();
  });
});

describe('what leaves', () => {
  test('nothing personal leaves a need-to-know incident (S2)', () => {
    const set = declared({ title: 'Leak of jane.roe@example.com', impact: 'Called from +49 151 23456789' });
    const said = 'jane.roe@example.com paid with 4111 1111 1111 1111 from 203.0.113.7';
    expect(leaving(set.incident(), said)).toEqual({ text: said, found: {} });
    set.does(PERSONAL);
    expect(leaving(set.incident(), said)).toEqual({
      text: '[mail address removed] paid with [card number removed] from [network address removed]',
      found: { 'mail address': 1, 'card number': 1, 'network address': 1 },
    });
    const outside = seenFromOutside(set.incident());
    expect(outside.declaration?.title).toBe('Leak of [mail address removed]');
    expect(outside.declaration?.impact).toBe('Called from [phone number removed]');
    expect(set.incident().declaration?.title).toBe('Leak of jane.roe@example.com');
  });

  test('names and words that somebody lists do not leave in clear either (ours)', () => {
    const set = flagged();
    set.does({ type: 'compliance.list-words', words: ['Jane Roe', 'Nightingale', 'Jane Roe'] });
    expect(set.incident().compliance.words).toEqual(['Jane Roe', 'Nightingale']);
    expect(leaving(set.incident(), 'jane  roe of Nightingale, not Nightingales').text).toBe(
      '[removed] of [removed], not Nightingales',
    );
    expect(set.lines().at(-1)).toBe('2 more words do not leave in clear');
    expect(set.refuses({ type: 'compliance.list-words', words: ['Jane Roe'] }).code).toBe('no-change');
  });

  test('a status page text with something personal in it is refused, never altered in silence (ours)', () => {
    const set = flagged();
    const post = {
      type: 'status-page.publish' as const,
      step: 'investigating' as const,
      components: [],
      notify: false,
    };
    expect(set.refuses({ ...post, text: 'Write to jane.roe@example.com' })).toMatchObject({
      code: 'not-available',
      field: 'text',
    });
    set.does({ ...post, text: 'Write to us' });
    expect(set.incident().statusPage.publications.at(-1)?.text).toBe('Write to us');
  });

  it('knows whether the chat room is open to all: made before the flag, and not private', () => {
    const set = declared({ vendors: [{ vendor: 'slack', lanes: ['slack'] }] });
    set.given('remote.attached', {
      vendor: 'slack',
      ref: 'slack/channel',
      remoteId: 'C1',
      how: 'made',
      epoch: 1,
      taken: null,
    });
    set.does(PERSONAL);
    expect(isRoomOpen(set.incident())).toBe(true);
    set.by(chi).does({ type: 'compliance.close-room' });
    expect(isRoomOpen(set.incident())).toBe(false);
    expect(set.refuses({ type: 'compliance.close-room' }).code).toBe('no-change');
    expect(isRoomOpen(flagged().incident())).toBe(false);
  });
});

describe('one truth for who is told (ours)', () => {
  const exposed = (set: Stage): void => {
    const ask = standard.decisionTree.questions.find(({ id }) => id === 'data-exposed')?.ask ?? '';
    set.does({
      type: 'incident.declare',
      title: 'Somebody reads customer data',
      impact: '',
      severity: 1,
      severityPath: [{ question: ask, answer: 'yes' }],
      components: [],
      declarer: { name: 'Nguyen A' },
    });
  };

  test('Once a flag is raised its clock alone says who is told, from when it was first asked for (ours)', () => {
    const set = stage();
    exposed(set);
    expect(clock(set.at('14:44'), 'at-once:data-exposed')).toMatchObject({ state: 'overdue', dueAt: time('14:42') });
    set.does(PERSONAL);
    expect(clock(set, 'at-once:data-exposed')).toBeUndefined();
    // What was overdue stays overdue.
    expect(clock(set, 'told:personal-data')).toMatchObject({ state: 'overdue', dueAt: time('14:42') });
    expect(set.refuses({ type: 'escalation.raise-notice', notice: 'data-exposed' }).code).toBe('no-change');
    set.does({ type: 'compliance.tell', flag: 'personal-data' });
    set.does({ type: 'compliance.lower', flag: 'personal-data', reason: 'It was test data' });
    expect(clock(set, 'at-once:data-exposed')).toBeUndefined();
    // Somebody asks anew.
    set.does({ type: 'escalation.raise-notice', notice: 'data-exposed' });
    expect(clock(set, 'at-once:data-exposed')?.state).toBe('overdue');
  });

  it('keeps what was told before the flag was raised', () => {
    const set = stage();
    exposed(set);
    for (const position of ['Security', 'Legal'])
      set.does({
        type: 'escalation.call',
        notice: 'data-exposed',
        position,
        person: { name: position },
        way: 'phone',
        outcome: 'reached',
      });
    set.at('14:40').does(PERSONAL);
    expect(clock(set, 'at-once:data-exposed')?.doneAt).not.toBeNull();
    expect(clock(set, 'told:personal-data')?.doneAt).toBeNull();
  });
});
