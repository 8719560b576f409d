// The lines that are searched, and the word index over them, kept together by whoever writes an incident.
import type { DatabaseSync } from 'node:sqlite';
import { FULL, resultCode, wordsOf } from './connection.ts';
import { hasIndex } from './schema.ts';

export interface Line {
  entry: string;
  at: number;
  /** null takes the entry out */
  text: string | null;
}

export interface Lines {
  put: (incident: string, line: Line) => void;
  /** makes these the incident's lines, and writes only what differs */
  replace: (incident: string, lines: readonly Line[]) => void;
  /** FTS5 writes its words at the commit, so there too it may find that its index does not fit */
  committing: (commit: () => void) => void;
}

/** The word index would not take a line. It can be made anew; what was to be saved must not wait for it. */
export class IndexBroken extends Error {}

export function prepareLines(db: DatabaseSync): Lines {
  const indexed = hasIndex(db);
  const sql = {
    line: db.prepare('INSERT INTO lines (entry, incident, at, text) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING'),
    lineOf: db.prepare('SELECT line, text FROM lines WHERE entry = ? AND incident = ?'),
    lineGone: db.prepare('DELETE FROM lines WHERE line = ?'),
    words: indexed ? db.prepare('INSERT INTO word_index (rowid, text) VALUES (?, ?)') : null,
    wordsGone: indexed ? db.prepare(`INSERT INTO word_index (word_index, rowid, text) VALUES ('delete', ?, ?)`) : null,
    all: db.prepare('SELECT entry, at, text FROM lines WHERE incident = ?'),
  };

  const put: Lines['put'] = (incident, { entry, at, text }) => {
    const old = sql.lineOf.get(entry, incident);
    if (old !== undefined) {
      const { line, text: oldText } = old;
      if (line === undefined || oldText === undefined) return;
      atIndex(() => sql.wordsGone?.run(line, oldText));
      sql.lineGone.run(line);
    }
    if (text === null) return;
    const { lastInsertRowid, changes } = sql.line.run(entry, incident, at, text);
    if (changes !== 0) atIndex(() => sql.words?.run(lastInsertRowid, text));
  };

  return {
    put,
    replace: (incident, lines) => {
      const wanted = new Map(lines.map((line) => [line.entry, line]));
      for (const { entry, at, text } of sql.all.all(incident)) {
        const line = wanted.get(String(entry));
        if (line === undefined) put(incident, { entry: String(entry), at: 0, text: null });
        else if (line.text === text && line.at === at) wanted.delete(line.entry);
      }
      for (const line of wanted.values()) put(incident, line);
    },
    committing: atIndex,
  };
}

function atIndex(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (OF_THE_DISK.has(resultCode(error))) throw error;
    throw new IndexBroken(wordsOf(error));
  }
}

/** None of SQLite's, full, I/O error, no memory: not the index's own fault. */
const OF_THE_DISK = new Set([0, FULL, 10, 7]);
