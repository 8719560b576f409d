// Random nights over the real desk, outbox, journal and adapters, against the vendors' twins: whatever people do and the
// world does to them, what is broken at the end is nothing (DESIGN: Outbox; issue: any sequence of commands, faults, restarts).
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { heldPublications } from '../../src-shared/incident/status-page.ts';
import { type NightStep, nightStep } from './night.ts';
import { broken, calledFor } from './promises.ts';
import { openWorld, type World } from './world.ts';

const RUNS = Number(process.env['WARROOM_NIGHTS'] ?? 60);
const INCIDENT = '01H0000000000000000000000N';
const HOUR = 3_600_000;

async function live(world: World, step: NightStep, n: number): Promise<void> {
  const twin = 'vendor' in step ? world[step.vendor] : null;
  switch (step.does) {
    case 'command':
      // What is refused is refused for everybody; here it only has to change nothing.
      await world.tries(INCIDENT, step.command);
      break;
    case 'publish': {
      const said = `${step.text} (${n})`;
      await world.tries(INCIDENT, {
        type: 'status-page.publish',
        step: step.step,
        text: said,
        page: step.page,
        components: [{ name: 'Payments', state: 'partial-outage' }],
        notify: n % 2 === 0,
        reason: 'it moves',
      });
      break;
    }
    case 'fault':
      twin?.faults.arm({ count: step.count, does: step.behaviour });
      break;
    case 'offline':
      if (step.on) twin?.faults.arm({ until: world.clock.now() + 20 * 60_000, does: { kind: 'offline' } });
      else twin?.faults.clear();
      break;
    case 'revoke':
      if (step.vendor === 'slack') world.slack.setToken(step.on ? 'token_revoked' : 'good');
      else world.page.setKey(!step.on);
      break;
    case 'wait':
      await world.run(step.ms);
      break;
    case 'crash':
      await world.crash();
      break;
    case 'die':
      world.diesAt(step.vendor, step.nth, step.heard);
      break;
    case 'restart':
      await world.restart();
      break;
  }
  await world.settle();
}

/** The world is well again, and somebody looks after what waits for a person. */
async function morning(world: World): Promise<void> {
  world.slack.faults.clear();
  world.page.faults.clear();
  world.slack.setToken('good');
  world.page.setKey(true);
  const incident = await world.incident(INCIDENT);
  for (const held of heldPublications(incident))
    await world.tries(INCIDENT, { type: 'status-page.release', publication: held.id });
  for (let round = 0; round < 12; round += 1) {
    for (const vendor of ['slack', 'statuspage']) await world.host({ type: 'effect.retry', vendor });
    for (const { lane, review } of world.lanes())
      if (review !== null) await world.host({ type: 'delivery.confirm', incident: INCIDENT, lane });
    // Who is not in the workspace cannot be told there: somebody says so and lets it be.
    for (const { key, standing } of world.lanes().flatMap(({ items }) => items))
      if (standing.is === 'parked' && standing.why.includes('<!channel>'))
        await world.host({ type: 'effect.withdraw', key, reason: 'nobody of this name is on Slack' });
    if (await world.drain(HOUR)) return;
  }
}

test(
  `nothing is lost, said twice, out of order or too soon, over ${RUNS} random nights`,
  { timeout: 300_000 },
  async () => {
    let delivered = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(nightStep, { minLength: 3, maxLength: 25 }), fc.nat(), async (night, seed) => {
        const ends: (() => void | Promise<void>)[] = [];
        try {
          const world = await openWorld((end) => void ends.push(end), { seed });
          await world.does(INCIDENT, {
            type: 'incident.declare',
            title: 'Payments <!channel> fail',
            impact: 'Cards & wallets',
            severity: 1,
            components: ['Payments'],
            declarer: { name: 'Nguyen A' },
          });
          for (const [n, step] of night.entries()) await live(world, step, n);
          await morning(world);
          const events = await world.events(INCIDENT);
          const { effects, after } = calledFor(INCIDENT, events);
          delivered += Object.values(after.remote.settled).filter(({ outcome }) => outcome === 'delivered').length;
          // Twice after settling counts: late twins are looked for once more within ten minutes.
          await world.run(HOUR);
          expect(broken(world, await world.incident(INCIDENT), effects), JSON.stringify(parked(world))).toEqual([]);
        } finally {
          for (const end of ends.toReversed()) await end();
        }
      }),
      { numRuns: RUNS, includeErrorInReport: true, seed: Number(process.env['WARROOM_SEED'] ?? 3) },
    );
    expect(delivered).toBeGreaterThan(RUNS * 5);
  },
);

function parked(world: World): unknown {
  return world.lanes().flatMap(({ items }) => items.map(({ what, standing }) => [what, standing]));
}
