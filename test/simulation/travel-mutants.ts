// Planted bugs where command travels between laptops: as those in mutants.ts.
import type { Mutant } from './mutants.ts';

export const travelMutants: readonly Mutant[] = [
  {
    name: 'fence-takes-every-name-for-its-own',
    file: 'src-main/outbox/fence.ts',
    from: `const { rows, known, own } = options;`,
    to: `const { rows, known } = options;
  const own = () => [...known.values()].flatMap(({ station: { holder } }) => holder?.station ?? []);
  options = { ...options, own };`,
    breaks: ['oldEpochSendsNothing'],
    seed: 25,
  },
  {
    name: 'epochs-not-read-before-sending',
    file: 'src-main/outbox/epochs.ts',
    from: `if (!isDue(name, situation.incident)) return Promise.resolve({ is: 'free' });`,
    to: `if (name !== '') return Promise.resolve({ is: 'free' });`,
    breaks: ['oldEpochSendsNothing'],
    seed: 41,
  },
  {
    name: 'sent-by-either-sent-again',
    file: 'src-main/outbox/adopt.ts',
    from: `standing.is === 'parked' ? open : afterRestart(open, now, true)`,
    to: `standing.is === 'parked' ? open : pending`,
    breaks: ['saidOnce'],
    seed: 220,
  },
  {
    name: 'waited-elsewhere-never-taken-on',
    file: 'src-main/outbox/adopt.ts',
    from: `[...own, ...adopted(fresh, { ...from, now: here.now })]`,
    to: `own`,
    breaks: ['nothingWaitsForEver'],
    seed: 27,
  },
  {
    name: 'settled-elsewhere-still-waits',
    file: 'src-main/incidents/merging.ts',
    from: `remove: Object.keys(settled).filter((key) => !Object.hasOwn(settledBefore, key)),`,
    to: `remove: [],`,
    breaks: ['settledIsOver'],
    seed: 25,
  },
  {
    name: 'merged-in-the-order-of-arrival',
    file: 'src-main/journal/arriving.ts',
    from: `event !== undefined && placeOf(event.read) < place`,
    to: `event !== undefined && placeOf(event.read) < ''`,
    breaks: ['mergesAlike', 'sameSetSameState'],
    seed: 25,
  },
  {
    name: 'taken-back-without-a-look',
    file: 'src-main/outbox/outbox.ts',
    from: `taken === undefined ? fresh : [...doubted(taken.after.id, here()), ...fresh]`,
    to: `fresh`,
    breaks: ['saidOnce'],
    seed: 442,
  },
];
