// What every journal has to do, whatever it is made of: run over the one on SQLite, and over any other that stands in for it.
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Journal } from '../../src-main/journal/journal.ts';
import type { Random } from '../../src-main/ports.ts';
import { type Scribe, type TurnedClock, ana, countingIds, scribe, turnedClock } from './kit.ts';

export interface JournalUnderTest {
  journal: Journal;
  /** closes it and opens what is left of it after a restart */
  reopen: () => Promise<Journal>;
}

export interface OpenForTest {
  clock: TurnedClock;
  random?: Random;
}

/** `open` gives an empty journal; whatever it needs to clean up it registers with vitest itself. */
export function journalContract(name: string, open: (options: OpenForTest) => Promise<JournalUnderTest>): void {
  const begin = async (): Promise<{
    at: JournalUnderTest;
    clock: TurnedClock;
    ids: () => string;
    ana: Scribe;
    journal: () => Journal;
    reopen: () => Promise<Journal>;
  }> => {
    const clock = turnedClock();
    const ids = countingIds();
    const at = await open({ clock });
    let { journal } = at;
    const current = (): Journal => journal;
    const reopen = async (): Promise<Journal> => (journal = await at.reopen());
    onTestFinished(async () => journal.close());
    return { at, clock, ids, ana: scribe(current, { ids, clock }), journal: current, reopen };
  };

  describe(`${name}: the journal's contract`, () => {
    test('what was committed is there, in order, before and after a restart', async () => {
      const { ana, clock, journal, reopen } = await begin();
      await ana.declare();
      clock.turn(60_000);
      await ana.log('Payments time out at the gateway');
      const written = ana.events();
      expect(written.length).toBeGreaterThanOrEqual(4);
      expect(await journal().eventsAfter(ana.incident, 0)).toEqual(written);
      await reopen();
      expect(await journal().eventsAfter(ana.incident, 0)).toEqual(written);
      const { incident, from } = (await journal().open(ana.incident))!;
      expect(from).toBe('replay');
      expect(JSON.stringify(incident)).toBe(JSON.stringify(ana.state()));
    });

    test('stamps: one origin, sequence from 1 without a gap in each incident, readings that only go up', async () => {
      const { ana, clock, ids, journal, reopen } = await begin();
      const other = scribe(journal, { ids, clock, number: 'INC-20250228-02' });
      await ana.declare();
      await other.declare('Search is slow');
      await ana.log('first');
      await reopen();
      await other.log('second');
      await ana.log('third');
      for (const one of [ana, other]) expect(one.events().map((e) => e.seq)).toEqual(one.events().map((_, i) => i + 1));
      const all = [...ana.events(), ...other.events()];
      expect(new Set(all.map((e) => e.origin)).size).toBe(1);
      expect(new Set(all.map((e) => e.hlc)).size).toBe(all.length);
    });

    test('a wall clock that jumps back keeps the order of writing, across a restart too', async () => {
      const { ana, clock, reopen } = await begin();
      await ana.declare();
      await ana.log('before the jump');
      clock.set(clock.now() - 3_600_000);
      await ana.log('an hour earlier by the clock');
      await reopen();
      clock.set(clock.now() - 3_600_000);
      await ana.log('two hours earlier by the clock');
      const readings = ana.events().map((e) => e.hlc);
      expect(readings).toEqual(readings.toSorted());
      expect(new Set(readings).size).toBe(readings.length);
      expect(ana.events().at(-1)?.wall).toBe(clock.now());
    });

    test('the cursor is the order of arrival over all incidents', async () => {
      const { ana, clock, ids, journal } = await begin();
      const other = scribe(journal, { ids, clock, number: 'INC-20250228-02' });
      await ana.declare();
      const middle = (await journal().summaries()).cursor;
      await other.declare('Search is slow');
      const last = await ana.log('after the other');
      expect(last.ok && last.cursor).toBe((await journal().summaries()).cursor);
      expect((await journal().eventsAfter(ana.incident, middle)).map((e) => e.id)).toEqual([ana.events().at(-1)?.id]);
      expect(await journal().eventsAfter(ana.incident, last.ok ? last.cursor : 0)).toEqual([]);
    });

    test('a command accepted before gives its stored answer and writes nothing', async () => {
      const { ana, ids, journal, reopen } = await begin();
      await ana.declare();
      const command = ids();
      await ana.do({ type: 'timeline.log', kind: 'note', text: 'once' }, command);
      const written = ana.events().length;
      const answer = { ok: true, events: [ana.events().at(-1)?.id] };
      await reopen();
      expect(await ana.do({ type: 'timeline.log', kind: 'note', text: 'once' }, command)).toEqual({
        ok: false,
        why: 'again',
        answer,
      });
      expect(await journal().eventsAfter(ana.incident, 0)).toHaveLength(written);
      expect(await journal().answerOf(command)).toEqual({ incident: ana.incident, answer });
      expect(await journal().answerOf(ids())).toBeNull();
    });

    test('a command id cannot be used for another incident', async () => {
      const { ana, clock, ids, journal } = await begin();
      const other = scribe(journal, { ids, clock });
      const command = ids();
      await ana.declare();
      await ana.do({ type: 'timeline.log', kind: 'note', text: 'mine' }, command);
      await other.declare('Search is slow');
      expect(await other.do({ type: 'timeline.log', kind: 'note', text: 'yours' }, command)).toEqual({
        ok: false,
        why: 'id-reused',
      });
    });

    test('a command is written whole or not at all', async () => {
      const { ana, ids, journal } = await begin();
      await ana.declare();
      const before = await journal().eventsAfter(ana.incident, 0);
      const taken = before[0]!.id;
      const note = { type: 'entry.logged', payload: { kind: 'note', text: 'half a command', at: 1 } };
      const refused = await journal().commit(
        ana.commitOf([
          { id: ids(), ...note },
          { id: taken, ...note },
        ]),
      );
      expect(refused).toMatchObject({ ok: false, why: 'io-error' });
      expect(await journal().eventsAfter(ana.incident, 0)).toEqual(before);
      expect(await journal().search('half', null, 10)).toEqual([]);
      expect(await ana.log('and it goes on')).toMatchObject({ ok: true });
      expect(await journal().verify()).toMatchObject({ ok: true });
    });

    test('a playbook that is not the one its event pins is not written', async () => {
      const { ana, ids, journal } = await begin();
      await ana.declare();
      const playbook = { id: 'other', hash: '0'.repeat(64) };
      const switched = {
        id: ids(),
        type: 'playbook.switched',
        payload: { playbook, reason: 'ours' },
        attached: ana.state().declaration!.playbook!,
      };
      expect(await journal().commit(ana.commitOf([switched]))).toMatchObject({ ok: false, why: 'io-error' });
    });

    test('the playbook comes back with the event that pins it', async () => {
      const { ana, journal, reopen } = await begin();
      await ana.declare();
      await reopen();
      const events = await journal().eventsAfter(ana.incident, 0);
      const declared = events.find((e) => e.type === 'incident.declared')!;
      expect(declared.attached).toEqual(ana.state().declaration?.playbook);
      expect((await journal().open(ana.incident))?.incident.declaration?.playbook).toEqual(
        ana.state().declaration?.playbook,
      );
    });

    test('an incident that is not there is null', async () => {
      const { ids, journal } = await begin();
      expect(await journal().open(ids())).toBeNull();
      expect(await journal().eventsAfter(ids(), 0)).toEqual([]);
    });

    test('the list of incidents, the newest first, and the highest number of a day', async () => {
      const { ana, clock, ids, journal, reopen } = await begin();
      await ana.declare();
      clock.turn(60_000);
      const other = scribe(journal, { ids, clock, number: 'INC-20250228-12' });
      await other.declare('Search is slow');
      await reopen();
      const { incidents } = await journal().summaries();
      expect(incidents.map((i) => [i.number, i.title])).toEqual([
        ['INC-20250228-12', 'Search is slow'],
        ['INC-20250228-01', 'Checkout is down'],
      ]);
      expect(await journal().highestNumber('INC-20250228-')).toBe(12);
      expect(await journal().highestNumber('INC-20250301-')).toBe(0);
    });

    test('open from a snapshot gives the state of a replay, byte for byte, with what came after it', async () => {
      const { ana, clock, journal, reopen } = await begin();
      await ana.declare();
      for (let i = 0; i < 40; i++) {
        clock.turn(30_000);
        await ana.log(`line ${i} ${'é🙂'.repeat(i % 3)}`, { at: clock.now() - ((i * 7919) % 600) * 1000 });
      }
      const replayed = (await journal().open(ana.incident))!;
      expect(replayed.from).toBe('replay');
      await journal().snapshot(ana.incident);
      await ana.log('after the snapshot');
      await reopen();
      const quick = (await journal().open(ana.incident))!;
      expect(quick.from).toBe('snapshot');
      expect(JSON.stringify(quick.incident)).toBe(JSON.stringify(ana.state()));
      expect(quick.cursor).toBe((await journal().summaries()).cursor);
    });

    test('search: every word as a beginning, newest first, marked, within the limit and the incident', async () => {
      const { ana, clock, ids, journal, reopen } = await begin();
      const other = scribe(journal, { ids, clock, number: 'INC-20250228-02' });
      await ana.declare();
      await other.declare('Search is slow');
      await ana.log('Café checkout latency up');
      clock.turn(1000);
      await ana.log('Latency down again');
      clock.turn(1000);
      await other.log('No latency here');
      await reopen();
      expect((await journal().search('LATEN', null, 10)).map((h) => h.snippet)).toEqual([
        'No \u0002latency\u0003 here',
        '\u0002Latency\u0003 down again',
        'Café checkout \u0002latency\u0003 up',
      ]);
      const [hit] = await journal().search('cafe lat', ana.incident, 10);
      expect(hit).toMatchObject({
        incident: ana.incident,
        number: 'INC-20250228-01',
        title: 'Checkout is down',
        entry: ana.events().at(-2)?.id,
      });
      expect(await journal().search('latency', ana.incident, 1)).toHaveLength(1);
      expect(await journal().search('latency', ids(), 10)).toEqual([]);
    });

    test('search takes anything that can be typed', async () => {
      const { ana, journal } = await begin();
      await ana.declare();
      await ana.log('error rate 100 % on "checkout" -> see C:\\temp\\a_b.log');
      const typed = [
        '"',
        "'",
        '*',
        'NEAR(',
        'text:',
        'a AND',
        'OR',
        '^',
        '{',
        '-',
        '()',
        '\0',
        '\u0002',
        '\ud800',
        '%',
        '_',
        '\\',
        'a'.repeat(5000),
        '🙂',
        '',
      ];
      for (const text of typed) expect(Array.isArray(await journal().search(text, null, 5))).toBe(true);
      expect(await journal().search('%', null, 5)).toHaveLength(1);
      expect(await journal().search('a_b', null, 5)).toHaveLength(1);
      expect(await journal().search('a_x', null, 5)).toHaveLength(0);
      expect((await journal().search('->', null, 5))[0]?.snippet).toContain('\u0002->\u0003');
      expect(await journal().search('', null, 5)).toEqual([]);
    });

    test('a corrected line is found by its new words, a retracted one not at all', async () => {
      const { ana, journal } = await begin();
      await ana.declare();
      await ana.log('the database is gone');
      const entry = ana.events().at(-1)!.id;
      await ana.do({ type: 'timeline.correct', entry, text: 'the replica is gone' });
      expect(await journal().search('database', null, 5)).toEqual([]);
      expect(await journal().search('replica', null, 5)).toHaveLength(1);
      await ana.do({ type: 'timeline.retract', entry });
      expect(await journal().search('replica', null, 5)).toEqual([]);
    });

    test('a message of the room is found with its place until it is a line, deleted there, and again when it is taken back', async () => {
      const { ana, journal } = await begin();
      await ana.declare();
      const where = { place: 'C1', message: '1740753300.000100' };
      const said = {
        type: 'message.hear',
        vendor: 'slack',
        ...where,
        at: 1_740_753_300_000,
        files: [{ name: 'graph.png' }],
      };
      await ana.do({ ...said, text: 'the pool is exhausted' });
      const find = async (text: string) => journal().search(text, ana.incident, 5);
      expect(await find('pool graph')).toMatchObject([{ message: where, incident: ana.incident, at: said.at }]);
      await ana.do({ type: 'message.edit', ...where, text: 'the pool is empty', edit: '1' });
      expect(await find('exhausted')).toEqual([]);
      await ana.do({ type: 'message.take', ...where, as: 'note' });
      const lines = await find('empty');
      expect(lines).toHaveLength(1);
      expect(lines[0]).not.toHaveProperty('message');
      await ana.do({ type: 'timeline.retract', entry: lines[0]!.entry });
      expect(await find('empty')).toMatchObject([{ message: where }]);
      await ana.do({ type: 'message.delete', ...where });
      expect(await find('empty')).toEqual([]);
    });

    test('a name as long as no name is finds nobody, and stops nothing', async () => {
      const { ana, journal } = await begin();
      await ana.declare();
      expect(await journal().people('x'.repeat(60_000))).toEqual([]);
    });

    test('people are found by the beginning of any word of their name, the latest of each', async () => {
      const { ana: scribe1, clock, ids, journal, reopen } = await begin();
      await scribe1.declare();
      clock.turn(1000);
      const person = { ...ana, handles: { email: 'ana@example.org' } };
      const note = { id: ids(), type: 'entry.logged', payload: { kind: 'note', text: 'a mail address', at: 1 } };
      expect(await journal().commit({ ...scribe1.commitOf([note]), people: [person] })).toMatchObject({ ok: true });
      await reopen();
      expect((await journal().people('an')).map((p) => p.name)).toEqual(['Ana Ruiz']);
      expect((await journal().people('RUÍ'))[0]).toMatchObject({
        name: 'Ana Ruiz',
        handles: { email: 'ana@example.org' },
      });
      expect((await journal().people('che')).map((p) => p.name)).toEqual(['Bo Chen']);
      expect((await journal().people('')).map((p) => p.name).toSorted()).toEqual(['Ana Ruiz', 'Bo Chen']);
      expect(await journal().people('%')).toEqual([]);
      expect(await journal().people('na')).toEqual([]);
    });

    test('an erased incident is gone from everywhere, its number is not given again, and nothing is added to it', async () => {
      const { ana, clock, ids, journal, reopen } = await begin();
      const other = scribe(journal, { ids, clock, number: 'INC-20250228-07' });
      await ana.declare();
      await other.declare('A secret thing');
      const command = ids();
      await other.do({ type: 'timeline.log', kind: 'note', text: 'xyzzy' }, command);
      await journal().snapshot(other.incident);
      const { cursor } = await journal().summaries();
      await journal().erase(other.incident);
      await reopen();
      expect(await journal().open(other.incident)).toBeNull();
      expect(await journal().eventsAfter(other.incident, 0)).toEqual([]);
      expect((await journal().summaries()).incidents.map((i) => i.id)).toEqual([ana.incident]);
      expect(await journal().search('xyzzy', null, 5)).toEqual([]);
      expect(await journal().answerOf(command)).toBeNull();
      expect(await journal().highestNumber('INC-20250228-')).toBe(7);
      expect(await other.log('one more')).toMatchObject({ ok: false });
      const next = await ana.log('the other goes on');
      expect(next.ok && next.cursor).toBe(cursor + 1);
      expect(await journal().verify()).toMatchObject({ ok: true });
    });

    test('a large paste is one command, in order', async () => {
      const { ana, clock, journal } = await begin();
      await ana.declare();
      const entries = Array.from({ length: 6_000 }, (_, i) => ({
        at: clock.now() - 6_000_000 + i * 1000,
        kind: 'note',
        text: `line ${i}`,
      }));
      expect(await ana.do({ type: 'timeline.import', entries })).toMatchObject({ ok: true });
      const { incident, quarantined } = (await journal().open(ana.incident))!;
      expect(quarantined).toBeUndefined();
      expect(JSON.stringify(incident)).toBe(JSON.stringify(ana.state()));
    });

    test('commits sent without waiting are written in the order they were sent', async () => {
      const { ana, ids, journal } = await begin();
      await ana.declare();
      const drafts = Array.from({ length: 50 }, (_, i) => ({
        id: ids(),
        type: 'entry.logged',
        payload: { kind: 'note', text: `n${i}`, at: i },
      }));
      const results = await Promise.all(drafts.map((draft) => journal().commit(ana.commitOf([draft]))));
      expect(results.every((r) => r.ok)).toBe(true);
      const after = await journal().eventsAfter(ana.incident, 0);
      expect(after.slice(-50).map((e) => e.id)).toEqual(drafts.map((d) => d.id));
    });

    test('a backup is made and listed', async () => {
      const { ana, clock, journal } = await begin();
      await ana.declare();
      const made = await journal().backup();
      expect(made.bytes).toBeGreaterThan(0);
      clock.turn(61_000);
      await journal().backup();
      const listed = await journal().backups();
      expect(listed).toHaveLength(2);
      expect(listed.map((b) => b.at)).toEqual(listed.map((b) => b.at).toSorted((a, b) => b - a));
      expect(listed[1]?.name).toBe(made.name);
    });
  });
}
