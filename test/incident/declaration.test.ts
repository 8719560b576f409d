// Declaring and describing (DOMAIN.md 5), and what a title may hold.
import { clocksOf } from '../../src-shared/incident/clocks.ts';
import { describe, expect, it } from 'vitest';
import { MAX_TITLE } from '../../src-shared/incident/fields.ts';
import { an, binh, countedId, declared, stage, standard, time } from './scenario.ts';

const plain = {
  type: 'incident.declare' as const,
  title: 'Payments fail',
  impact: '',
  severity: 1 as const,
  components: [],
  declarer: { name: 'Nguyen A' },
};

describe('declaring', () => {
  it('gives the declarer, the declaration with the pinned playbook, and the commander (DOMAIN 5)', () => {
    const set = stage();
    const events = set.does({
      ...plain,
      impact: 'Card payments',
      components: ['Payments'],
      commander: { name: 'Tran B' },
    });
    expect(events.map((e) => e.type)).toEqual([
      'person.introduced',
      'incident.declared',
      'person.introduced',
      'command.taken',
    ]);
    expect(events[1]?.payload).toEqual({
      number: 'INC-20250228-01',
      title: 'Payments fail',
      impact: 'Card payments',
      severity: 1,
      components: ['Payments'],
      declarer: an.id,
      playbook: { id: 'standard', hash: 'f'.repeat(64) },
    });
    expect(events[3]?.payload).toMatchObject({ from: null, epoch: 1, how: 'declared' });
  });

  it('leaves command vacant when no commander is named (DOMAIN 9)', () => {
    const set = declared({ commander: null });
    expect(set.incident().command).toMatchObject({ commander: null, epoch: 0 });
  });

  it('takes the declarer for the commander where both have one name, and introduces them once (DOMAIN 5)', () => {
    const set = stage();
    const events = set.does({ ...plain, declarer: { name: 'Somebody Else' }, commander: { name: 'somebody  ELSE' } });
    expect(events.filter((e) => e.type === 'person.introduced')).toHaveLength(2);
    expect(set.incident().command.commander).toBe(set.incident().declaration?.declarer);
  });

  it('keeps the playbook in the state: deciding reads no other', () => {
    const set = stage();
    set.does(plain);
    expect(set.incident().declaration?.playbook?.id).toBe('standard');
    expect(set.events().find((e) => e.type === 'incident.declared')?.attached).toBe(standard);
  });

  it('The path through the tree is kept as the reason (ours)', () => {
    const set = stage();
    const severityPath = [{ question: 'down-for-most', answer: 'yes' as const }];
    set.does({ ...plain, severityPath });
    expect(set.incident().declaration?.severityPath).toEqual(severityPath);
  });

  it('takes an earlier detection and refuses one in the future (DOMAIN 2)', () => {
    const set = stage();
    expect(set.refuses({ ...plain, detectedAt: time('14:38') })).toMatchObject({
      code: 'in-the-future',
      field: 'detectedAt',
    });
    set.does({ ...plain, detectedAt: time('14:32') });
    expect(set.incident().milestones.detected?.at).toBe(time('14:32'));
    expect(set.incident().milestones.declared?.at).toBe(time('14:37'));
  });

  it('refuses a second declaration of the same incident', () => {
    expect(declared().refuses(plain).code).toBe('already-declared');
  });

  it('keeps the first of two declarations that a merge brings together', () => {
    const set = declared();
    set.given('incident.declared', {
      number: 'X',
      title: 'Other',
      impact: '',
      severity: 4,
      components: [],
      declarer: an.id,
      playbook: { id: 'p', hash: 'h' },
    });
    expect(set.incident().declaration?.title).toBe('Payments fail for some users');
    expect(set.incident().severity.level).toBe(1);
  });

  it('refuses every other command before the declaration', () => {
    expect(stage().refuses({ type: 'timeline.log', kind: 'note', text: 'x' }).code).toBe('unknown-incident');
  });

  it('lists a component once however often it is named (DOMAIN 5)', () => {
    const set = stage();
    set.does({ ...plain, components: ['Payments', 'Payments', ' Payments '] });
    expect(set.incident().statusPage.pages.public.components).toEqual([{ name: 'Payments', state: 'operational' }]);
  });
});

describe('what a title may hold (issue 2, bad input)', () => {
  it.each([
    ['empty', '', 'empty'],
    ['blank', ' \n\t ', 'empty'],
    ['only what cannot be seen', '\u200b\u202e\u0000\ufeff', 'empty'],
    ['10,000 characters', 'x'.repeat(10_000), 'too-long'],
  ])('refuses a title that is %s', (_what, title, code) => {
    const refusal = stage().refuses({ ...plain, title });
    expect(refusal).toMatchObject({ code, field: 'title' });
    expect(refusal.message).toMatch(/^Title .*\.$/u);
  });

  it('says how long it is and how much fits', () => {
    expect(stage().refuses({ ...plain, title: 'x'.repeat(10_000) }).message).toBe(
      'Title has 10,000 characters; at most 200 fit. Shorten it.',
    );
  });

  it('counts an emoji as one character', () => {
    const set = stage();
    set.does({ ...plain, title: '🔥'.repeat(MAX_TITLE) });
    expect(set.incident().declaration?.title).toHaveLength(MAX_TITLE * 2);
  });

  it.each([
    ['a mention of everybody', '<!channel> down', '<!channel> down'],
    ['markup', '<img src=x onerror=alert(1)> *b* [l](http://x)', '<img src=x onerror=alert(1)> *b* [l](http://x)'],
    ['marks that turn the direction of writing', 'pay\u202etnem\u202c down', 'paytnem down'],
    ['zero-width characters', 'pay\u200bment\u200d down\ufeff', 'payment down'],
    ['NUL and colours', 'pay\u0000ment \u001b[31mdown', 'payment down'],
    ['half a character', 'down \ud83d', 'down \ufffd'],
    ['line breaks', 'first\r\nsecond\tthird', 'first second third'],
  ])('keeps %s as plain, visible text', (_what, title, kept) => {
    const set = stage();
    set.does({ ...plain, title });
    expect(set.incident().declaration?.title).toBe(kept);
  });

  it.each([
    ['an impact that is too long', { impact: 'x'.repeat(2_001) }, 'too-long', 'impact'],
    ['an empty name', { declarer: { name: '  ' } }, 'empty', 'declarer'],
    ['a name of 81 characters', { commander: { name: 'x'.repeat(81) } }, 'too-long', 'commander'],
    ['an empty component', { components: [''] }, 'empty', 'components'],
  ])('refuses %s in words, naming the box', (_what, change, code, field) => {
    const refusal = stage().refuses({ ...plain, ...change });
    expect(refusal).toMatchObject({ code, field });
    expect(refusal.message).not.toMatch(/invalid|expected|received/iu);
  });

  it('takes a blank impact for none: it may not be known yet', () => {
    const set = stage();
    set.does({ ...plain, impact: ' \n ' });
    expect(set.incident().declaration?.impact).toBe('');
  });

  it.each([
    [{ id: countedId(1), ...plain, severity: 5 }],
    [{ id: countedId(1), ...plain, title: 7 }],
    [{ id: countedId(1), ...plain, colour: 'red' }],
    [{ id: countedId(1), ...plain, declarer: null }],
    [{ id: countedId(1), ...plain, detectedAt: 1e20 }],
    [{ id: 'short', ...plain }],
    [{ ...plain }],
    [{ id: countedId(1), type: 'constructor' }],
    [{ id: countedId(1), type: '__proto__' }],
    [null],
    [[]],
    ['incident.declare'],
  ])('answers %j with a refusal in words', (raw) => {
    const outcome = stage().tries(raw);
    expect(outcome).toMatchObject({ ok: false, refusal: { code: 'malformed' } });
    expect(JSON.stringify(outcome)).not.toMatch(/invalid|unrecognized|received|undefined/iu);
  });
});

describe('describing again', () => {
  it('writes only what changed', () => {
    const set = declared();
    expect(
      set.does({ type: 'incident.describe', title: 'Payments fail for some users', impact: 'All card payments fail' }),
    ).toEqual([{ type: 'incident.described', payload: { impact: 'All card payments fail' } }]);
    expect(set.lines().at(-1)).toBe('Impact is now: All card payments fail');
  });

  it('refuses a description that changes nothing', () => {
    expect(declared().refuses({ type: 'incident.describe', components: ['Payments', 'Checkout'] }).code).toBe(
      'no-change',
    );
  });

  it('keeps the state of a component that stays and adds the new one as operational (DOMAIN 7)', () => {
    const set = declared({ components: ['Payments'] });
    set.does({
      type: 'status-page.publish',
      step: 'investigating',
      text: 'x',
      components: [{ name: 'Payments', state: 'major-outage' }],
      notify: false,
    });
    set.does({ type: 'status-page.release', publication: set.last('status-page.submitted') });
    set.does({ type: 'incident.describe', components: ['Mail', 'Payments'] });
    expect(set.incident().statusPage.pages.public.components).toEqual([
      { name: 'Payments', state: 'major-outage' },
      { name: 'Mail', state: 'operational' },
    ]);
  });

  it('keeps both components that two laptops added without knowing of each other', () => {
    const set = declared({ components: ['Payments'] });
    set.given('incident.described', { added: ['Mail'] });
    set.given('incident.described', { added: ['Checkout'], removed: ['Search'] });
    expect(set.incident().declaration?.components).toEqual(['Payments', 'Mail', 'Checkout']);
  });

  it('follows a switched playbook, which says why', () => {
    const set = declared();
    set.given('playbook.switched', { playbook: { id: 'other', hash: 'h2' }, reason: 'Payments team took over' });
    expect(set.incident().declaration).toMatchObject({ playbookHash: 'h2', playbook: { id: 'standard' } });
    expect(set.lines().at(-1)).toBe('Playbook is now other: Payments team took over');
  });

  it('introduces whoever acts for the first time, whatever the command is', () => {
    const set = declared({ commander: null }).by(binh);
    expect(set.does({ type: 'severity.change', to: 2, reason: 'Fewer users' }).map((e) => e.type)).toEqual([
      'person.introduced',
      'severity.changed',
    ]);
    expect(set.does({ type: 'severity.change', to: 1, reason: 'More again' }).map((e) => e.type)).toEqual([
      'severity.changed',
    ]);
  });
});

describe('another playbook for a running incident (ours)', () => {
  const to = (id: string, more: { hash?: string; reason?: string } = {}) => ({
    type: 'playbook.switch' as const,
    to: `built-in:${id}`,
    hash: `built-in:${id}`,
    ...more,
  });
  const clocks = (set: ReturnType<typeof declared>, at: string) =>
    clocksOf(set.incident(), time(at)).map(({ id, state, dueAt }) => [
      id,
      state,
      new Date(dueAt).toISOString().slice(11, 16),
    ]);

  it('A running incident keeps its playbook until the commander switches it, logged (ours)', () => {
    const set = declared({ severity: 1 }).by(binh).at('14:40');
    expect(set.incident().declaration?.playbook?.id).toBe('standard');
    expect(set.does(to('s1'))).toEqual([
      { type: 'playbook.switched', payload: { playbook: { id: 's1', hash: 'built-in:s1' }, reason: '' } },
    ]);
    expect(set.incident().declaration).toMatchObject({ playbookHash: 'built-in:s1', playbook: { id: 's1' } });
    expect(set.lines().at(-1)).toBe('Playbook is now s1');
  });

  it('Anybody else switches it only with a reason (ours)', () => {
    const set = declared({ severity: 1 }).by(an);
    expect(set.refuses(to('s1'))).toMatchObject({ code: 'reason-needed', field: 'reason' });
    set.does(to('s1', { reason: 'The commander asked me to' }));
    expect(set.lines().at(-1)).toBe('Playbook is now s1: The commander asked me to');
  });

  it('is not switched to one that was edited since it was looked at, cannot be read, or is the same', () => {
    const set = declared({ severity: 1 }).by(binh);
    expect(set.refuses(to('s1', { hash: 'another' }))).toMatchObject({ code: 'not-available', field: 'hash' });
    expect(set.refuses(to('s9'))).toMatchObject({ code: 'not-available', field: 'to' });
    set.does(to('s1'));
    expect(set.refuses(to('s1'))).toMatchObject({ code: 'no-change' });
  });

  it('A switch re-arms the clocks from then on and never hides one that was missed (ours)', () => {
    const set = declared({ severity: 1 }).by(binh).at('14:50'); // acknowledge was due 14:42, the status page is due 14:52
    set.does(to('s1'));
    const after = clocks(set, '14:50');
    expect(after).toContainEqual(['acknowledge', 'overdue', '14:42']);
    expect(after.some(([id]) => id === 'status-page')).toBe(false); // S1 sets none
    expect(after.some(([id]) => id === 'next-update')).toBe(false);
    set.at('14:55').does(to('s0'));
    const again = clocks(set, '14:55');
    expect(again).toContainEqual(['status-page', 'armed', '15:10']);
    expect(again).toContainEqual(['next-update', 'armed', '15:10']);
  });

  it('a missed update stays missed, and is not counted twice', () => {
    const set = declared({ severity: 1 }).by(binh).at('14:53'); // the update was due 14:52
    set.does(to('s3'));
    expect(set.incident().cadence.room.dueAt).toBe(time('14:52'));
    expect(clocks(set, '14:53').filter(([id]) => id === 'status-page')).toEqual([['status-page', 'overdue', '14:52']]);
  });
});
