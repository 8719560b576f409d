// Full text over all entries and the room's messages, and people by name: what somebody types, made into a question that cannot go wrong.
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { IncidentSummary, SearchHit } from '../../src-shared/bridge.ts';
import { hasIndex } from './schema.ts';
import { messageIn } from '../../src-shared/search-keys.ts';

/** Around a match in a snippet; the screen turns them into a mark. */
const OPEN = '\u0002';
const CLOSE = '\u0003';
/** Words of context of a snippet. */
const SNIPPET_WORDS = 24;
/** Of more matches than this only those written last are considered. */
const LOOKED_AT = 2_000;
/** Characters to each side of a match found without the index. */
const AROUND = 80;

export type Search = (text: string, incident: string | null, limit: number) => SearchHit[];

/** Entries that hold every word (or beginning of a word) typed, the newest first. Without the index: that hold the text. */
export function prepareSearch(db: DatabaseSync): Search {
  const where = '(?2 IS NULL OR lines.incident = ?2)';
  // Only the newest are cut into snippets. Words that half of all lines hold are answered from the lines written last: the
  // index gives them in that order and stops, where the times of 100,000 lines would have to be looked up first.
  const indexed = hasIndex(db)
    ? db.prepare(`WITH latest AS MATERIALIZED (
        SELECT line, entry, lines.incident, at FROM word_index CROSS JOIN lines ON line = word_index.rowid
        WHERE word_index MATCH ?1 AND ${where} ORDER BY word_index.rowid DESC LIMIT ${LOOKED_AT}),
      newest AS MATERIALIZED (SELECT * FROM latest ORDER BY at DESC, line DESC LIMIT ?3)
      SELECT entry, newest.incident, at, summary, snippet(word_index, 0, '${OPEN}', '${CLOSE}', '…', ${SNIPPET_WORDS}) AS text
      FROM newest JOIN word_index ON word_index.rowid = newest.line LEFT JOIN incidents ON incidents.incident = newest.incident
      WHERE word_index MATCH ?1 AND word_index.rowid >= (SELECT min(line) FROM newest) ORDER BY at DESC, line DESC`)
    : null;
  const plain = db.prepare(`SELECT entry, lines.incident, at, summary, text FROM lines
    LEFT JOIN incidents ON incidents.incident = lines.incident
    WHERE text LIKE ?1 ESCAPE '\\' AND ${where} ORDER BY at DESC, line DESC LIMIT ?3`);

  return (text, incident, limit) => {
    const most = Math.max(0, Math.trunc(limit));
    const typed = text.replaceAll('\0', ' ').trim();
    if (typed === '') return [];
    const question = wordQuestion(typed);
    if (indexed !== null && question !== '') {
      const hits = byIndex(indexed, question, incident, most);
      if (hits.length > 0) return hits;
    }
    // Signs, parts of words, scripts without spaces: the index knows none of them.
    return plain
      .all(`%${escapeLike(typed)}%`, incident, most)
      .map((row) => hit(row, around(String(row['text']), typed)));
  };
}

/** None where the index is damaged: then the lines are looked through, and the next check of the journal mends it. */
function byIndex(indexed: StatementSync, question: string, incident: string | null, most: number): SearchHit[] {
  try {
    return indexed.all(question, incident, most).map((row) => hit(row, String(row['text'])));
  } catch {
    return [];
  }
}

/** Each word typed as a beginning of a word, quoted, so that nothing in it is taken for FTS5's own grammar. */
export function wordQuestion(typed: string): string {
  return typed
    .split(/[^\p{L}\p{N}\p{M}\p{Co}]+/u)
    .filter((word) => word !== '')
    .map((word) => `"${word.replaceAll('"', '""')}"*`)
    .join(' ');
}

const LONGEST_NAME = 1_000;

/** People whose name begins with the text, or holds a word that does; those seen last first. */
export function preparePeople(db: DatabaseSync): (text: string) => string[] {
  const find =
    db.prepare(`SELECT value, max(seen) AS seen FROM people WHERE folded LIKE ?1 ESCAPE '\\' OR folded LIKE ?2 ESCAPE '\\'
    GROUP BY person ORDER BY seen DESC, person LIMIT 20`);
  return (text) => {
    // SQLite refuses a pattern of 50,000 bytes, and nobody is called so.
    if (text.length > LONGEST_NAME) return [];
    const begin = escapeLike(foldedName(text));
    return find.all(`${begin}%`, `% ${begin}%`).map((row) => String(row['value']));
  };
}

/** A name as it is compared: composition, case, spaces and accents do not tell two apart. */
export function foldedName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLocaleLowerCase('en')
    .replace(/\s+/gu, ' ')
    .trim();
}

function hit(row: Record<string, unknown>, snippet: string): SearchHit {
  // The projection holds what the desk gave for this very list.
  const summary = typeof row['summary'] === 'string' ? (JSON.parse(row['summary']) as IncidentSummary) : null;
  const entry = String(row['entry']);
  const message = messageIn(entry);
  return {
    incident: String(row['incident']),
    number: summary?.number ?? '',
    title: summary?.title ?? '',
    entry,
    ...(message === undefined ? {} : { message }),
    at: Number(row['at']),
    snippet,
  };
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/gu, String.raw`\$&`);
}

/** The text around the first place where it was found, marked. */
function around(text: string, typed: string): string {
  const at = text.toLowerCase().indexOf(typed.toLowerCase());
  if (at < 0) return text.slice(0, 2 * AROUND);
  const from = Math.max(0, at - AROUND);
  const to = Math.min(text.length, at + typed.length + AROUND);
  const parts = [
    from > 0 ? '…' : '',
    text.slice(from, at),
    OPEN,
    text.slice(at, at + typed.length),
    CLOSE,
    text.slice(at + typed.length, to),
  ];
  return `${parts.join('')}${to < text.length ? '…' : ''}`;
}
