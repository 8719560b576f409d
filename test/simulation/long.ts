// A very long night for the figures: three days of one incident. Asked by the benchmarks for so many messages; says what it
// found as one line of JSON.
import './still.ts';
import { ask, newId, PATIENCE } from './ask.ts';
import type { Machine } from './machine.ts';
import { openWorld, type World } from './world.ts';

export interface MemoryFound {
  /** bytes on the heap and beside it after a collection, when the incident had begun and at the end */
  before: number;
  after: number;
  entries: number;
  virtualMs: number;
  realMs: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const messages = Number(process.argv[2]);
const began = performance.now();
const world = openWorld(30, 1);
const [machine] = world.machines;
if (machine === undefined) throw new Error('A world has a machine.');
await world.agenda.until(machine.start(), PATIENCE);
const found = await memory(world, machine);
world.end();
console.log(JSON.stringify(found));
process.exit();

function declare(at: Machine, title: string): void {
  const person = { name: at.person };
  ask(world, at, newId(world, at), {
    type: 'incident.declare',
    title,
    impact: 'Cards',
    severity: 2,
    components: ['Payments'],
    declarer: person,
    commander: person,
  });
}

/** Three days of one incident, in which the room and the cockpit speak in turn. */
async function memory({ agenda, slack, ledger }: World, at: Machine): Promise<MemoryFound> {
  const started = agenda.now();
  declare(at, 'Checkout is slow');
  await agenda.run(10 * MINUTE);
  const [incident = ''] = at.screen.incidents.keys();
  const [room] = [...slack.workspace.channels.values()].filter(({ name }) => name.startsWith('inc-'));
  const every = (72 * HOUR) / messages;
  const say = async (n: number): Promise<void> => {
    const text = `What was seen at minute ${n}: error rate on the payment API at ${n % 100} %, was below 0.1 % an hour ago`;
    if (n % 3 === 0) slack.somebody.posts(room?.id ?? '', text, { by: 'bui.d' });
    else if (n % 3 === 1) ask(world, at, incident, { type: 'timeline.log', kind: 'observation', text });
    else ask(world, at, incident, { type: 'update.post', audience: 'room', text });
    await agenda.run(every);
  };
  let before = 0;
  for (let n = 1; n <= messages; n += 1) {
    await say(n);
    // What is made once is made by then.
    if (n === Math.ceil(messages / 30)) before = held(at, slack, ledger);
  }
  const after = held(at, slack, ledger);
  const entries = at.screen.index()[0]?.entries ?? 0;
  return { before, after, entries, virtualMs: agenda.now() - started, realMs: performance.now() - began };
}

/** What only the simulation itself remembers does not count. */
function held(at: Machine, slack: World['slack'], ledger: World['ledger']): number {
  slack.forgetArrivals();
  world.page.forgetArrivals();
  ledger.asked.length = 0;
  ledger.heard.clear();
  ledger.books(at).acked.clear();
  at.log.length = 0;
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
