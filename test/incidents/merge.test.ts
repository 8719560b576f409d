// Several laptops write on one incident and exchange their records at random, with clocks that are apart: whatever the order
// and however often, those who have the same events have the same state, list and index, byte for byte (decision 8).
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { openDesk, type Desk } from '../../src-main/incidents/desk.ts';
import type { IncidentRecord, Journal } from '../../src-main/journal/journal.ts';
import { realRandom } from '../../src-main/platform/real-time.ts';
import { lineOf } from '../../src-shared/bundle/record-lines.ts';
import {
  bytesHere,
  commitmentOf,
  envelopeBytes,
  hashOf,
  originFrom,
  signedHead,
} from '../../src-main/journal/sealing.ts';
import { parseCommand } from '../../src-shared/incident/index.ts';
import {
  NIGHT,
  countingIds,
  listLog,
  makeFolder,
  opened,
  playbook,
  playbookHash,
  turnedClock,
} from '../journal/kit.ts';

const MINUTES = 180_000;
const INCIDENT = '01HZZZZZZZZZZZZZZZZZZZZZ00';

interface Laptop {
  does: (command: { type: string } & Record<string, unknown>) => Promise<boolean>;
  record: () => Promise<IncidentRecord>;
  takes: (record: IncidentRecord) => Promise<number>;
  /** everything that is kept of it */
  all: () => Promise<string>;
  journal: Journal;
}

async function laptop(name: string, aheadMs: number): Promise<Laptop> {
  const clock = turnedClock(NIGHT + aheadMs);
  const person = { id: `01HZZZZZZZZZZZZZZZZZZZZZ0${name}`, name: `Person ${name}`, handles: {} };
  const ids = countingIds(name);
  const journal = await opened(makeFolder(onTestFinished), onTestFinished, { clock });
  const desk: Desk = await openDesk({
    journal: () => journal,
    clock,
    ids: { ulid: () => ids() },
    random: realRandom(),
    log: listLog(),
    me: () => person,
    playbook: () => ({ playbook, playbookHash, named: () => null }),
    outbox: { vendors: () => [], rowsFor: () => [], committed: () => {}, adopt: () => [] },
  });
  onTestFinished(() => desk.stop());
  return {
    journal,
    does: async (command) => {
      clock.turn(1_000);
      const parsed = parseCommand({ ...command, id: ids() });
      if (!parsed.ok) throw new Error(parsed.refusal.message);
      return (await desk.dispatch(INCIDENT, parsed.command, { person, via: 'cockpit' })).ok;
    },
    record: async () => {
      const exported = await journal.exported(INCIDENT);
      if (exported === null) throw new Error('it is not here');
      return exported;
    },
    takes: async (record) => {
      const merged = await desk.merge(record, []);
      if (!merged.ok) throw new Error(`${merged.why}: ${merged.detail}`);
      return merged.added;
    },
    all: async () =>
      JSON.stringify({
        state: await desk.read(INCIDENT),
        fromDisk: (await journal.open(INCIDENT))?.incident,
        list: desk.summaries(),
        listOnDisk: (await journal.summaries()).incidents,
        found: (await journal.search('line', null, 100))
          .map(({ entry, at, snippet }) => `${entry} ${at} ${snippet}`)
          .toSorted(),
        people: (await journal.people('Person')).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      }),
  };
}

const declare = {
  type: 'incident.declare',
  title: 'Checkout is down',
  impact: 'Nobody can pay',
  severity: 2,
  components: [],
  declarer: { name: 'Ana Ruiz' },
  commander: { name: 'Bo Chen' },
};

const deed = fc.oneof(
  fc.record({
    type: fc.constant('timeline.log'),
    kind: fc.constant('note'),
    text: fc.constantFrom('line a', 'line b'),
  }),
  fc.record({ type: fc.constant('severity.change'), to: fc.integer({ min: 1, max: 4 }), reason: fc.constant('seen') }),
  fc.record({
    type: fc.constant('role.assign'),
    role: fc.constant('scribe'),
    person: fc.record({ name: fc.constantFrom('Person A', 'Person B', 'S1') }),
  }),
  fc.record({
    type: fc.constant('command.assign'),
    person: fc.record({ name: fc.constantFrom('Person A', 'Person B', 'Person C') }),
    reason: fc.constant('gone'),
  }),
  fc.record({
    type: fc.constant('status.move'),
    to: fc.constantFrom('investigating', 'mitigating'),
    reason: fc.constant('so'),
  }),
);
const laptopNumber = fc.integer({ min: 0, max: 2 });
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ is: fc.constant('deed' as const), who: laptopNumber, deed }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant('file' as const), from: laptopNumber, to: laptopNumber }) },
  /** an earlier file, that lay somewhere */
  { weight: 1, arbitrary: fc.record({ is: fc.constant('old file' as const), which: fc.nat(), to: laptopNumber }) },
);

test(
  'merging is commutative, associative and idempotent over random nights of three laptops',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 8, maxLength: 24 }),
        fc.tuple(fc.integer({ min: -300, max: 300 }), fc.integer({ min: -300, max: 300 })),
        async (steps, [b, c]) => {
          const all = [await laptop('A', 0), await laptop('B', b * 1_000), await laptop('C', c * 1_000)];
          const at = (i: number): Laptop => all[i]!;
          await at(0).does(declare);
          const files = [await at(0).record()];
          for (const one of [at(1), at(2)]) await one.takes(files[0]!);
          for (const one of steps) {
            if (one.is === 'deed') await at(one.who).does(one.deed);
            else if (one.is === 'file') {
              const file = await at(one.from).record();
              files.push(file);
              await at(one.to).takes(file);
            } else await at(one.to).takes(files[one.which % files.length]!);
          }
          // In the end everybody gets everybody's, each in another order, some of it twice.
          const last = [await at(0).record(), await at(1).record(), await at(2).record()];
          for (const i of [1, 2, 1, 0]) await at(0).takes(last[i]!);
          for (const i of [2, 0, 0]) await at(1).takes(last[i]!);
          for (const i of [0, 1]) await at(2).takes(last[i]!);
          const [one, two, three] = [await at(0).all(), await at(1).all(), await at(2).all()];
          expect(two).toBe(one);
          expect(three).toBe(one);
          expect(JSON.parse(one).state).toEqual(JSON.parse(one).fromDisk);
          for (const { journal } of all) expect(await journal.verify()).toMatchObject({ ok: true });
          // What was exchanged is signed for whoever takes it next, and nothing of it is new.
          expect(await at(0).takes(await at(2).record())).toBe(0);
          for (const { journal } of all) await journal.close();
        },
      ),
      { numRuns: 8, seed: 6 },
    );
  },
  MINUTES,
);

test('an earlier file brings nothing and takes nothing away', async () => {
  const ana = await laptop('A', 0);
  const bo = await laptop('B', 0);
  await ana.does(declare);
  const early = await ana.record();
  await ana.does({ type: 'timeline.log', kind: 'note', text: 'line a' });
  expect(await bo.takes(await ana.record())).toBeGreaterThan(0);
  expect(await bo.takes(early)).toBe(0);
  expect(await ana.takes(await bo.record())).toBe(0);
});

test('the clock goes on from the highest reading it has met', async () => {
  const ana = await laptop('A', 0);
  const bo = await laptop('B', 3_600_000);
  await ana.does(declare);
  await bo.takes(await ana.record());
  await bo.does({ type: 'timeline.log', kind: 'note', text: 'line of the fast clock' });
  await ana.takes(await bo.record());
  await ana.does({ type: 'timeline.log', kind: 'note', text: 'line after it' });
  const events = await ana.journal.eventsAfter(INCIDENT, 0);
  expect(events.at(-1)?.payload).toMatchObject({ text: 'line after it' });
});

test('an event of a newer Warroom is kept, and the incident can be read up to it; one that nobody writes is refused', async () => {
  const ana = await laptop('A', 0);
  const bo = await laptop('B', 0);
  await ana.does(declare);
  const record = await ana.record();
  const keys = originFrom(realRandom().bytes(32));
  const withOne = (v: number, payload: unknown): IncidentRecord => {
    const salt = Buffer.from(realRandom().bytes(32));
    const bytes = Buffer.from(JSON.stringify(payload));
    const envelope = envelopeBytes({
      id: '01ZZZZZZZZZZZZZZZZZZZZZZZZ',
      incident: INCIDENT,
      actor: { person: 'P', via: 'cockpit' },
      origin: keys.origin,
      seq: 1,
      wall: NIGHT,
      hlc: `${NIGHT + 60_000}`.padStart(15, '0').concat(':000000'),
      v,
      type: 'entry.logged',
      commitment: commitmentOf(salt, bytes),
      prev: null,
      key: keys.publicKey.toString('base64'),
    });
    const line = lineOf({ envelope, salt, payload: bytes }, bytesHere);
    const end = { origin: keys.origin, seq: 1, hash: hashOf(envelope).toString('hex') };
    return {
      ...record,
      lines: Buffer.concat([record.lines, Buffer.from(`${line}\n`)]),
      heads: [...record.heads, signedHead(keys.privateKey, INCIDENT, end)],
    };
  };
  await bo.takes(record);
  const before = await bo.all();
  await expect(bo.takes(withOne(1, { nothing: 'of its shape' }))).rejects.toThrow(/^unreadable/u);
  expect(await bo.all()).toBe(before);
  expect(await bo.does({ type: 'timeline.log', kind: 'note', text: 'line before' })).toBe(true);

  expect(await bo.takes(withOne(99, { of: 'tomorrow' }))).toBe(1);
  expect(JSON.parse(await bo.all()).list).toMatchObject([
    { title: 'Checkout is down', quarantined: expect.stringContaining('newer Warroom') },
  ]);
  expect(await bo.does({ type: 'timeline.log', kind: 'note', text: 'line after' })).toBe(false);
  // It goes on from here as it came.
  expect(await ana.takes(await bo.record())).toBeGreaterThan(0);
});
