// The seal of the record and the end of the host: what was resolved or closed is sealed, whenever the host went down.
import { expect, onTestFinished, test } from 'vitest';
import { checkpointText } from '../../src-shared/bundle/evidence-check.ts';
import { openDesk, type Desk } from '../../src-main/incidents/desk.ts';
import { realRandom } from '../../src-main/platform/real-time.ts';
import type { Journal } from '../../src-main/journal/journal.ts';
import { parseCommand } from '../../src-shared/incident/index.ts';
import { bytesHere } from '../../src-main/journal/sealing.ts';
import type { Wanted } from '../incident/scenario.ts';
import { countingIds, listLog, makeFolder, opened, playbook, playbookHash, turnedClock } from '../journal/kit.ts';
import { declaration } from './host.ts';

const INCIDENT = '01H000000000000000000000SE';
const me = { id: '01HZZZZZZZZZZZZZZZZZZZZZME', name: 'Le D', handles: {} };

/** One life after another of the host on one folder. */
function laptop() {
  const dir = makeFolder(onTestFinished);
  const clock = turnedClock();
  const ids = countingIds('S');
  const live = async (dies?: (journal: Journal) => Journal) => {
    const journal = await opened(dir, onTestFinished, { clock });
    const port = dies?.(journal) ?? journal;
    const desk: Desk = await openDesk({
      journal: () => port,
      clock,
      ids: { ulid: () => ids() },
      random: realRandom(),
      log: listLog(),
      me: () => me,
      playbook: () => ({ playbook, playbookHash, named: () => null }),
      outbox: { vendors: () => [], rowsFor: () => [], committed: () => {}, adopt: () => [] },
    });
    return {
      does: async (command: Wanted) => {
        clock.turn(1_000);
        const parsed = parseCommand({ ...command, id: ids() });
        if (!parsed.ok) throw new Error(parsed.refusal.message);
        expect(await desk.dispatch(INCIDENT, parsed.command, { person: me, via: 'cockpit' })).toMatchObject({
          ok: true,
        });
      },
      seals: async () => (await desk.read(INCIDENT))?.evidence.checkpoints ?? [],
      /** what it was doing is never done; what is on disk stays */
      killed: () => journal.close(),
      stopped: async () => {
        await desk.stop();
        await journal.close();
      },
    };
  };
  return { live };
}

/** The host is killed after the command is durable, and before the chains' ends are read for the seal. */
const dyingBeforeTheSeal = (journal: Journal): Journal => ({ ...journal, heads: () => new Promise(() => {}) });

test.each(['resolved', 'closed'] as const)(
  '%s, and killed before the seal: the next start seals it, once',
  async (to) => {
    const { live } = laptop();
    const first = await live();
    await first.does(declaration());
    if (to === 'closed') await first.does({ type: 'status.move', to: 'resolved' });
    await first.stopped();
    const before = to === 'closed' ? 1 : 0;

    const dying = await live(dyingBeforeTheSeal);
    await dying.does({ type: 'status.move', to });
    await dying.killed();

    const next = await live();
    const seals = await next.seals();
    expect(seals.map(({ occasion }) => occasion)).toEqual([...['resolved'].slice(0, before), to]);
    const seal = seals.at(-1);
    expect(bytesHere.sha256(Buffer.from(checkpointText(INCIDENT, seal?.heads ?? [])))).toBe(seal?.digest);
    await next.stopped();

    const after = await live();
    expect(await after.seals()).toHaveLength(before + 1);
    await after.stopped();
  },
);

test('what runs again is not sealed at a start', async () => {
  const { live } = laptop();
  const first = await live(dyingBeforeTheSeal);
  await first.does(declaration());
  await first.does({ type: 'status.move', to: 'resolved' });
  await first.killed();
  const again = await live(dyingBeforeTheSeal);
  await again.killed();
  const third = await live();
  expect(await third.seals()).toHaveLength(1);
  await third.does({ type: 'status.move', to: 'investigating', reason: 'It is back' });
  await third.stopped();
  const fourth = await live();
  expect(await fourth.seals()).toHaveLength(1);
  await fourth.stopped();
});
