// What every integration keeps to, run over each with its twin: settings that match their form, a plan that is pure and
// plain, sends that never throw and say honestly what came of them, and a look back that finds a thing exactly once.
//
//   integrationContract({ integration, values, open: (clock) => ({ twin, scenes }), deletesTwins: true });
//
// `scenes(world)` sets up whatever is needed there (through `world.connection` or by hand) and gives effects ready to go.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Connection, Effect, Integration, Outcome, Situation } from '../../src-main/integrations/integration.ts';
import { retryAfterMs } from '../../src-main/integrations/retry-after.ts';
import type { Clock, Log } from '../../src-main/ports.ts';
import type { RecordedEvent } from '../../src-shared/incident/event.ts';
import { emptyIncident, eventSchemas, evolve, type Incident } from '../../src-shared/incident/index.ts';
import { actors, commandOf, step } from '../incident/random-commands.ts';
import { countedId, stage, time } from '../incident/scenario.ts';
import { turnedClock, type TurnedClock } from '../shell/turned-clock.ts';
import type { Behaviour } from '../twins/faults.ts';
import type { Twin } from '../twins/twin.ts';
import { settle } from './settle.ts';

/** One thing to be done outside, ready to be sent. */
export interface Scene {
  /** "a message in the room" */
  name: string;
  /** the call that does it, as the twin's faults name it */
  call: string;
  effect: Effect;
  situation: Situation;
  /** how many of it stand at the vendor now */
  standing: () => number;
}

export interface World {
  twin: Twin;
  connection: Connection;
  turned: TurnedClock;
  /** every line of the log, as text */
  logged: string[];
}

export interface Case<Config> {
  integration: Integration<Config>;
  /** the settings as somebody types them, by the name of the field */
  values: Readonly<Record<string, string>>;
  /** a fresh twin; scenes are set up anew for each test */
  open: (clock: Clock) => { twin: Twin; scenes: (world: World) => Promise<readonly Scene[]> };
  /** names of the scenes, in the order in which `scenes` gives them */
  names: readonly string[];
  /** the vendor lets a second copy be removed */
  deletesTwins: boolean;
  /** settings and plan were looked at already, with other scenes */
  onlySending?: true;
}

export function integrationContract<Config>(of: Case<Config>): void {
  describe(`${of.integration.name} keeps the contract of integrations`, () => {
    if (of.onlySending !== true) {
      settings(of);
      planning(of);
    }
    describe.each(of.names.map((name, i) => ({ name, i })))('$name', ({ i }) => {
      sending(of, i);
    });
  });
}

// --- settings --------------------------------------------------------------------------------------------------------

function settings<Config>({ integration, values }: Case<Config>): void {
  const { fields, config, lanes } = integration;

  test('the form has the fields of the schema, and their values are read', () => {
    const required = fields.filter((field) => field.required).map((field) => field.name);
    const least = Object.fromEntries(required.map((name) => [name, values[name]]));
    expect(config.safeParse(values).success).toBe(true);
    expect(config.safeParse(least).success).toBe(true);
    const known = Object.keys(config.parse(values) as object);
    expect(known.toSorted()).toEqual(fields.map((field) => field.name).toSorted());
    expect(new Set(fields.map((field) => field.env)).size).toBe(fields.length);
    for (const field of fields) expect(field.env).toMatch(/^WARROOM_[A-Z_]+$/u);
    const needless = required.filter((name) => config.safeParse({ ...values, [name]: undefined }).success);
    expect(needless).toEqual([]);
  });

  test('a value that cannot be used is answered in words that do not repeat it', () => {
    for (const field of fields.filter((f) => f.secret)) {
      const read = config.safeParse({ ...values, [field.name]: 'not a secret\nof this vendor' });
      expect(read.success).toBe(false);
      expect(JSON.stringify(read.error?.issues)).not.toContain('not a secret');
    }
  });

  test('lanes are the same each time, and names that events can hold', () => {
    const first = lanes(config.parse(values));
    expect(lanes(config.parse(values))).toEqual(first);
    expect(new Set(first.map((l) => l.lane)).size).toBe(first.length);
    const joined = { vendor: integration.vendor, lanes: first.map((l) => l.lane) };
    expect(eventSchemas['vendor.joined'].safeParse(joined).success).toBe(true);
    for (const one of first) expect(one.name).not.toBe('');
  });
}

// --- plan ------------------------------------------------------------------------------------------------------------

function planning<Config>({ integration, values }: Case<Config>): void {
  const lanes = integration.lanes(integration.config.parse(values)).map((l) => l.lane);

  function check(event: RecordedEvent, before: Incident, after: Incident): void {
    const planned = integration.plan(event, before, after, lanes);
    // Plain JSON, the same each time, and each kind once in its lane.
    expect(JSON.parse(JSON.stringify(planned))).toEqual(planned);
    expect(integration.plan(event, before, after, lanes)).toEqual(planned);
    expect(new Set(planned.map((p) => `${p.lane} ${p.kind}`)).size).toBe(planned.length);
    for (const one of planned) {
      expect(lanes).toContain(one.lane);
      expect(one.what.trim()).not.toBe('');
      expect([...one.what].length).toBeLessThanOrEqual(300);
      for (const need of one.needs) expect(need).toMatch(/^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/u);
    }
    expect(integration.plan(event, before, after, [])).toEqual([]);
  }

  test('a plan is pure, plain, and total over random nights', () => {
    const nights = fc.check(
      fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), (steps) => {
        const set = stage({ vendors: [{ vendor: integration.vendor, lanes }] });
        set.does({
          type: 'incident.declare',
          title: 'Payments fail',
          impact: '',
          severity: 1,
          components: ['Payments'],
          declarer: { name: 'Tran B' },
          commander: { name: 'Tran B' },
        });
        let at = time('14:37');
        for (const one of steps) {
          at += one.ms;
          set.at(new Date(at).toISOString()).by(actors[one.who]!);
          set.tries({ id: countedId(900_000 + one.pick), ...commandOf(set.incident(), one, at) });
        }
        set.tries({ id: countedId(1), type: 'channel.archive' });
        let incident = emptyIncident(set.incident().id);
        for (const event of set.events()) {
          const after = evolve(incident, event);
          check(event, incident, after);
          incident = after;
        }
      }),
      { numRuns: 60 },
    );
    expect(fc.defaultReportMessage(nights)).toBeUndefined();
  });

  test('an event that nobody can read calls for nothing and breaks nothing', () => {
    const incident = emptyIncident(countedId(0));
    const types = [...Object.keys(eventSchemas), 'of.a.newer.version'];
    for (const type of types)
      for (const payload of [{}, null, { person: 7 }]) {
        const event = {
          id: countedId(1),
          incident: incident.id,
          actor: { person: countedId(2), via: 'cockpit' as const },
        };
        const unread = { ...event, origin: 'one', seq: 0, wall: 0, hlc: '0', v: 1, type, payload };
        expect(() => check(unread, incident, evolve(incident, unread))).not.toThrow();
      }
  });
}

// --- send and find ---------------------------------------------------------------------------------------------------

/** However wrong a vendor's wish is, nobody waits longer (retry-after.ts). */
const LONGEST_WAIT_MS = 3_600_000;

/** What leaves us in doubt, by whether the vendor did it all the same. */
const done: readonly Behaviour[] = [
  { kind: 'lose-after' },
  { kind: 'reset' },
  { kind: 'hang-after' },
  { kind: 'status', status: 503, applied: true },
];
const undone: readonly Behaviour[] = [
  { kind: 'lose-before' },
  { kind: 'hang' },
  { kind: 'status', status: 500 },
  { kind: 'captive-portal' },
];

const saneWaits = ['30', '0', '1e9', 'Fri, 28 Feb 2025 14:50:30 GMT'];
const senselessWaits = ['-1', 'NaN', 'Fri, 28 Feb 2020 14:00:00 GMT', undefined];

const everything: readonly Behaviour[] = [
  ...done,
  ...undone,
  { kind: 'delay-apply', ms: 5_000 },
  { kind: 'offline' },
  { kind: 'no-ts' },
  { kind: 'slack-error', error: 'fatal_error' },
  ...[301, 400, 401, 403, 404, 407, 413, 422, 429, 502].map((status) => ({ kind: 'status' as const, status })),
  ...['[]', 'null', '"ok"', '', '{"ok":true}', '['.repeat(100_000)].map(answering),
  answering(`{"ok":true,"channel":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`),
];

function answering(body: string): Behaviour {
  return { kind: 'status', status: 200, body };
}

function sending<Config>(of: Case<Config>, which: number): void {
  async function open(): Promise<World & { scene: Scene; send: () => Promise<Outcome> }> {
    const turned = turnedClock(time('14:40'));
    const { twin, scenes } = of.open(turned.clock);
    const logged: string[] = [];
    const log: Log = {
      info: (what, facts) => logged.push(JSON.stringify([what, facts])),
      error: (what, facts) => logged.push(JSON.stringify([what, facts])),
    };
    const config = of.integration.config.parse(of.values);
    const connection = of.integration.connect(config, { clock: turned.clock, http: twin.fetch, log });
    const world: World = { twin, connection, turned, logged };
    const scene = (await settle(turned, scenes(world)))[which]!;
    expect(scene.name).toBe(of.names[which]);
    expect(scene.standing()).toBe(0);
    // Past whatever minute the setting up has used.
    turned.turn(120_000);
    const send = (): Promise<Outcome> => settle(turned, connection.send(scene.effect, now(scene, turned)));
    return { ...world, scene, send };
  }

  const now = (scene: Scene, turned: TurnedClock): Situation => ({ ...scene.situation, now: turned.clock.now() });
  const look = ({ scene, turned, connection }: World & { scene: Scene }, since: number) =>
    settle(turned, connection.find(scene.effect, now(scene, turned), since));

  function clean({ logged, turned, connection }: World): void {
    connection.close();
    const secrets = of.integration.fields.flatMap((f) => (f.secret ? (of.values[f.name] ?? []) : []));
    for (const secret of secrets) expect(logged.join('\n')).not.toContain(secret);
    // No timer is left behind.
    expect(turned.waiting()).toBe(0);
  }

  test('goes out once', async () => {
    const world = await open();
    expect(await world.send()).toMatchObject({ is: 'delivered' });
    expect(world.scene.standing()).toBe(1);
    clean(world);
  });

  test.each(done)('$kind leaves a doubt; the look back finds it, with all that a delivery attaches', async (does) => {
    const world = await open();
    const { scene, twin, turned } = world;
    const since = turned.clock.now();
    twin.faults.once(scene.call, does);
    expect(await world.send()).toMatchObject({ is: 'unknown' });
    turned.turn(40_000);
    expect(scene.standing()).toBe(1);
    const made = await open();
    expect(await look(world, since)).toMatchObject({ is: 'found', twins: 0, facts: refsOf(await made.send()) });
    expect(await look(world, since)).toMatchObject({ is: 'found', twins: 0 });
    expect(scene.standing()).toBe(1);
    clean(made);
    clean(world);
  });

  test.each(undone)(
    '$kind leaves a doubt; the look back says that it is not there, and it is sent again',
    async (does) => {
      const world = await open();
      const { scene, twin, turned } = world;
      const since = turned.clock.now();
      twin.faults.once(scene.call, does);
      expect(await world.send()).toMatchObject({ is: 'unknown' });
      turned.turn(40_000);
      expect(scene.standing()).toBe(0);
      expect(await look(world, since)).toEqual({ is: 'absent' });
      expect(await world.send()).toMatchObject({ is: 'delivered' });
      expect(scene.standing()).toBe(1);
      expect(await look(world, since)).toMatchObject({ is: 'found', twins: 0 });
      clean(world);
    },
  );

  test('what is done late, after it was sent again, is found once and no more', async () => {
    const world = await open();
    const { scene, twin, turned } = world;
    const since = turned.clock.now();
    twin.faults.once(scene.call, { kind: 'delay-apply', ms: 120_000 });
    expect(await world.send()).toMatchObject({ is: 'unknown' });
    turned.turn(40_000);
    expect(await look(world, since)).toEqual({ is: 'absent' });
    expect(await world.send()).toMatchObject({ is: 'delivered' });
    turned.turn(180_000);
    const copies = scene.standing();
    expect(await look(world, since)).toMatchObject({ is: 'found', twins: of.deletesTwins ? copies - 1 : 0 });
    expect(scene.standing()).toBe(of.deletesTwins ? 1 : copies);
    clean(world);
  });

  test('with nobody to connect to it surely did not go, and it is tried again', async () => {
    const world = await open();
    world.twin.forgetArrivals();
    world.twin.faults.arm({ does: { kind: 'offline' } });
    expect(await world.send()).toMatchObject({ is: 'retry' });
    expect(world.twin.arrivals).toEqual([]);
    // The look back knows as little.
    expect(await look(world, world.turned.clock.now())).toMatchObject({ is: 'retry' });
    world.twin.faults.clear();
    expect(await world.send()).toMatchObject({ is: 'delivered' });
    expect(world.scene.standing()).toBe(1);
    clean(world);
  });

  /** One attempt that the vendor turns away as too fast. */
  async function limited(status: number, retryAfter: string | undefined) {
    const world = await open();
    const { scene, twin, turned, connection } = world;
    twin.faults.once(scene.call, { kind: 'status', status, ...(retryAfter === undefined ? {} : { retryAfter }) });
    const outcome = await world.send();
    const at = turned.clock.now();
    const readyAt = connection.readyAt(scene.effect, now(scene, turned));
    return { world, outcome, readyAt, at, until: connection.budget().limitedUntil, wish: retryAfterMs(retryAfter, at) };
  }

  async function later({ turned, send }: { turned: TurnedClock; send: () => Promise<Outcome> }): Promise<Outcome> {
    turned.turn(LONGEST_WAIT_MS);
    return send();
  }

  test.each(both(saneWaits))('$status with Retry-After "$retryAfter": never sooner', async ({ status, retryAfter }) => {
    const { world, outcome, readyAt, at, until, wish } = await limited(status, retryAfter);
    expect(outcome).toMatchObject({ is: 'retry', limited: true, afterMs: expect.any(Number) as number });
    expect(world.scene.standing()).toBe(0);
    // The clock may have gone on a little while the answer was on its way.
    const wished = wish ?? Number.NaN;
    expect(outcome.is === 'retry' ? outcome.afterMs : null).toBeGreaterThanOrEqual(wished);
    expect(readyAt).toBeGreaterThanOrEqual(at + wished - 1_000);
    expect(readyAt).toBeLessThanOrEqual(at + LONGEST_WAIT_MS);
    expect(until).toBeGreaterThanOrEqual(at + wished - 1_000);
    expect(await later(world)).toMatchObject({ is: 'delivered' });
    clean(world);
  });

  test.each(both(senselessWaits))(
    '$status with Retry-After "$retryAfter": a sane wait',
    async ({ status, retryAfter }) => {
      const { world, outcome, readyAt, at } = await limited(status, retryAfter);
      expect(outcome).toMatchObject({ is: 'retry', limited: true });
      const wait = (outcome.is === 'retry' ? outcome.afterMs : undefined) ?? 1_000;
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(60_000);
      expect(readyAt).toBeLessThanOrEqual(at + 60_000);
      expect(await later(world)).toMatchObject({ is: 'delivered' });
      clean(world);
    },
  );

  test.each(everything)('$kind ($#) for whichever call: an answer, and nothing thrown', async (does) => {
    const world = await open();
    const since = world.turned.clock.now();
    world.twin.faults.arm({ does });
    expect(['retry', 'unknown', 'parked', 'delivered']).toContain((await world.send()).is);
    expect(['found', 'absent', 'retry', 'unknown', 'parked']).toContain((await look(world, since)).is);
    expect((await settle(world.turned, world.connection.test())).lines.length).toBeGreaterThan(0);
    // The twin's own timers: what it was to do late.
    world.turned.turn(does.kind === 'delay-apply' ? does.ms : 0);
    clean(world);
  });

  test('closed in the middle of it, it gives an answer and leaves no timer', async () => {
    const world = await open();
    world.twin.faults.arm({ does: { kind: 'hang' } });
    const sent = world.connection.send(world.scene.effect, now(world.scene, world.turned));
    await Promise.resolve();
    world.connection.close();
    expect(['retry', 'unknown']).toContain((await settle(world.turned, sent)).is);
    clean(world);
  });
}

function both(waits: readonly (string | undefined)[]): { status: number; retryAfter: string | undefined }[] {
  return waits.flatMap((retryAfter) => [420, 429].map((status) => ({ status, retryAfter })));
}

function refsOf(outcome: Outcome): { ref: string }[] {
  if (outcome.is !== 'delivered') throw new Error(`not delivered: ${JSON.stringify(outcome)}`);
  return outcome.facts.map(({ ref }) => ({ ref }));
}
