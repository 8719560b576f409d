// The quick set of test/torture, in every run; the long one is `npm run torture`.
import { expect, test } from 'vitest';
import { killLoop } from '../torture/kills.ts';

test('kill -9 at any moment loses nothing that was acknowledged, and no chain has a gap', async () => {
  const tally = await killLoop(16, 1);
  expect(tally).toMatchObject({ kills: 16, lost: 0, broken: 0, examples: [] });
  expect(tally.acknowledged).toBeGreaterThan(50);
}, 60_000);
