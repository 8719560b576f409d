// Every class of hostile input at every door: nothing throws, nothing holds the thread for long, nothing of the language's own
// is changed, and what is refused is refused in words.
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hostileClasses } from './classes.ts';
import { type Bridge, doorsWithoutHost, openBridge, type Door } from './entries.ts';

/** No single thing that comes in may hold the main thread for longer. */
const BLOCK_MS = 50;
const ends: (() => void | Promise<void>)[] = [];
const defer = (end: () => void | Promise<void>): void => void ends.push(end);

let bridge: Bridge;
const doors = doorsWithoutHost(defer);
beforeAll(async () => {
  bridge = await openBridge(defer);
  // Code that has never run is compiled first; that happens once a start, not once an input.
  for (const door of Object.values(allDoors()))
    for (const warm of ['x', '{"a":1}', '14:32 x']) {
      await door(warm);
    }
});
afterAll(async () => {
  for (const end of ends.toReversed()) await end();
});

function allDoors(): Record<string, Door> {
  return { ...doors, ...bridge.doors };
}
const NAMES = [
  ...Object.keys(doors),
  'bridge, as text',
  'bridge, as data',
  'settings, by command',
  'local socket, as a greeting',
  'local socket, as an errand',
  'local socket, as a timeline',
  'local socket, as a drill',
  'local socket, as a file',
];

test('all 28 classes are here, each with something to try', () => {
  expect(hostileClasses.map(({ number }) => number)).toEqual(Array.from({ length: 28 }, (_, i) => i + 1));
  expect(hostileClasses.filter(({ inputs }) => inputs.length === 0)).toEqual([]);
});

describe.each(hostileClasses.map(({ number, name, inputs }) => [`${number}. ${name}`, inputs] as const))(
  '%s',
  (_name, inputs) => {
    test.each(NAMES)('%s', async (name) => {
      const door = allDoors()[name]!;
      for (const input of inputs) {
        const shown = `${JSON.stringify(input.slice(0, 60))} (${input.length})`;
        let fastest = Infinity;
        // The fastest of three: other programs have the processor too.
        for (let n = 0; n < 3 && fastest > BLOCK_MS; n += 1) {
          const before = process.threadCpuUsage();
          const refused = await door(input);
          const { user, system } = process.threadCpuUsage(before);
          fastest = Math.min(fastest, (user + system) / 1_000);
          // Taken, or refused in a sentence.
          expect(refused ?? 'It was taken as it is.', shown).toMatch(/^.{10,1000}$/su);
        }
        expect(fastest, shown).toBeLessThanOrEqual(BLOCK_MS);
        expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
        expect(Object.keys(Object.prototype)).toEqual([]);
      }
    });
  },
);

test('after all of it the record is whole, and no file lies where none belongs', async () => {
  const cockpit = bridge.host.connect();
  expect(
    await cockpit.dispatch(bridge.incident, { type: 'timeline.log', kind: 'note', text: 'still here' }),
  ).toMatchObject({
    ok: true,
  });
  await bridge.host.restart();
  const follower = bridge.host.connect().follow(bridge.incident);
  await follower.until((f) => f.messages.length > 0);
  expect(JSON.stringify(follower.state().timeline)).toContain('still here');
  expect(
    readdirSync(bridge.host.dir).filter(
      (name) => !/^(journal|lock)\.db|^reserve|^backups$|^incarnation\.json$|^warroom\.sock$/u.test(name),
    ),
  ).toEqual([]);
});
