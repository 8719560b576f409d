// What SQLite finds wrong in the file, told apart: the record, which nobody can make again, and the word index, which we can.
import type { DatabaseSync } from 'node:sqlite';
import { hasIndex } from './schema.ts';

export interface Findings {
  /** the first thing wrong with the file itself */
  file: string | null;
  /** whether the word index is well */
  index: boolean;
}

/** `quick_check` takes a fifth of the time of `integrity_check`; that one also compares the indexes with the rows. */
export function findings(db: DatabaseSync, check: 'quick_check' | 'integrity_check'): Findings {
  const found = db
    .prepare(`PRAGMA ${check}(20)`)
    .all()
    .map((row) => String(row[check]))
    .filter((words) => words !== 'ok');
  return {
    file: found.find((words) => !OF_INDEX.test(words)) ?? null,
    index: !found.some((words) => OF_INDEX.test(words)) && coversAllLines(db),
  };
}

export function rebuildIndex(db: DatabaseSync): void {
  if (hasIndex(db)) db.exec(`INSERT INTO word_index (word_index) VALUES ('rebuild')`);
}

const OF_INDEX = /fts5|word_index/iu;

function coversAllLines(db: DatabaseSync): boolean {
  if (!hasIndex(db)) return true;
  const row = db
    .prepare('SELECT (SELECT count(*) FROM lines) = (SELECT count(*) FROM word_index_docsize) AS equal')
    .get();
  return row?.['equal'] === 1;
}
