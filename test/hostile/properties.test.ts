// A hundred thousand made-up hostile texts, each time the same; `npm run hostile -- --cases N --seed S` tries others.
import { expect, test } from 'vitest';
import { properties, runProperties } from './properties.ts';

const CASES = 100_000;
const SEED = 28;

test('each property has its part', () => {
  expect(properties.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
});

test(`holds for ${CASES.toLocaleString('en')} cases`, { timeout: 240_000 }, () => {
  let tried = 0;
  expect(runProperties(CASES, SEED, (_name, cases) => (tried += cases))).toEqual([]);
  expect(tried).toBeGreaterThanOrEqual(CASES);
});
