// The quick set of test/torture, in every run; the long one is `npm run torture`.
import { expect, test } from 'vitest';
import { tryImages } from '../torture/images.ts';
import { countFlushes, record } from '../torture/recording.ts';

const MINUTE = 60_000;

test(
  'a power cut at any moment loses nothing that was acknowledged',
  async () => {
    const steps = record({ threads: 'full', commits: 60, run: 1 });
    const checkpoints = steps.filter((step) => step.call === 'sync' && step.file === 'journal.db').length;
    expect(steps.filter((step) => step.call === 'said' && step.line.startsWith('ack ')).length).toBe(61);
    // The cuts have to fall across checkpoints too, or the half of what can go wrong is not tried.
    expect(checkpoints).toBeGreaterThanOrEqual(3);
    expect(await tryImages(steps, 1_500, 1)).toEqual({ images: 1_500, lost: 0, corrupt: 0, examples: [] });
  },
  MINUTE,
);

test(
  'the same cuts lose acknowledged commands where the flush is left out: the harness can see it',
  async () => {
    const tally = await tryImages(record({ threads: 'normal', commits: 30, run: 2 }), 300, 2);
    expect(tally.images).toBe(300);
    expect(tally.lost).toBeGreaterThan(50);
  },
  MINUTE,
);

test(
  'exactly one flush between asking and acknowledging, for a hundred commits',
  () => {
    // The first one declares; it is counted too.
    expect(countFlushes({ threads: 'production', commits: 100, run: 3 })).toEqual(Array.from({ length: 101 }, () => 1));
  },
  MINUTE,
);

test(
  'and none where the flush is left out: the count can see it',
  () => {
    const counts = countFlushes({ threads: 'normal', commits: 20, run: 4 });
    expect(counts.filter((count) => count === 0).length).toBeGreaterThan(10);
  },
  MINUTE,
);
