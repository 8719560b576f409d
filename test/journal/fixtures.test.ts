// Every journal that an earlier version wrote is read by this one, to the same story, and not a byte of it is written anew.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeJournal } from './fixture-summary.ts';

const folder = join(import.meta.dirname, '../fixtures/journals');
const fixtures = readdirSync(folder);

test('there is one for each issue that brought events', () => {
  expect(fixtures).toEqual(expect.arrayContaining(['issue-2', 'issue-3', 'issue-4', 'issue-5', 'issue-6']));
});

test.each(fixtures)('%s', async (name) => {
  const expected: unknown = JSON.parse(readFileSync(join(folder, name, 'expected.json'), 'utf8'));
  // What later issues added to the description, older fixtures do not have.
  expect(JSON.parse(JSON.stringify(await describeJournal(join(folder, name, 'journal.db'))))).toMatchObject(
    expected as object,
  );
});
