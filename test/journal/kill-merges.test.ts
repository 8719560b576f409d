// The quick set of test/torture's kills during a merge, in every run.
import { expect, test } from 'vitest';
import { killMerges } from '../torture/kill-merges.ts';

test('kill -9 while a record comes in leaves all of it or nothing', async () => {
  const tally = await killMerges(5, 1);
  expect(tally).toMatchObject({ kills: 5, lost: 0, broken: 0, examples: [] });
  expect(tally.acknowledged).toBeGreaterThan(0);
}, 120_000);
