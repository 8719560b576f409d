// What the writer's thread answers without writing.
import type { DatabaseSync } from 'node:sqlite';
import { lastArrival } from './commit.ts';
import type { WriterCalls } from './messages.ts';
import { extentOf, goodSnapshot, playbooksOf, rowsAfter } from './rows.ts';
import type { Search } from './search.ts';
import type { Handlers } from './serve.ts';

type Reading = 'answerOf' | 'open' | 'eventsAfter' | 'summaries' | 'search' | 'people' | 'highestNumber' | 'outbox';

/** More events than this after the snapshot are folded on the keeper's thread: 5,000 take the host about 50 ms. */
const LONG_TAIL = 5_000;

/** `opened` throws where there is no store just now. */
export function reading(
  opened: () => { db: DatabaseSync; search: Search; people: (text: string) => string[] },
): Pick<Handlers<WriterCalls>, Reading> {
  return {
    answerOf: ({ command }) => {
      const row = opened().db.prepare('SELECT incident, answer FROM commands WHERE id = ?').get(command);
      return row === undefined
        ? null
        : { incident: String(row['incident']), answer: JSON.parse(String(row['answer'])) };
    },
    open: ({ incident, format }) => {
      const { db } = opened();
      const extent = extentOf(db, incident);
      if (extent === null) return null;
      const good = goodSnapshot(db, incident, format);
      const snapshot = good === null ? null : { cursor: good.cursor, size: good.size, state: good.state };
      if (extent.events - (good?.events ?? 0) > LONG_TAIL)
        return { snapshot: null, rows: null, playbooks: {}, cursor: extent.cursor };
      const rows = rowsAfter(db, incident, good?.cursor ?? 0);
      return { snapshot, rows, playbooks: playbooksOf(db, rows), cursor: extent.cursor };
    },
    eventsAfter: ({ incident, cursor }) => {
      const { db } = opened();
      const rows = rowsAfter(db, incident, cursor);
      return { rows, playbooks: playbooksOf(db, rows) };
    },
    summaries: () => {
      const { db } = opened();
      const rows = db.prepare('SELECT summary FROM incidents ORDER BY declared_at DESC, incident DESC').all();
      return { cursor: lastArrival(db), incidents: rows.map((row) => String(row['summary'])) };
    },
    search: ({ text, incident, limit }) => opened().search(text, incident, limit),
    people: ({ text }) => opened().people(text),
    highestNumber: ({ prefix }) =>
      Number(
        opened()
          .db.prepare(`SELECT max(CAST(substr(number, length(?1) + 1) AS INTEGER)) AS highest FROM
            (SELECT number FROM incidents UNION ALL SELECT number FROM erased) WHERE substr(number, 1, length(?1)) = ?1`)
          .get(prefix)?.['highest'] ?? 0,
      ),
    outbox: () =>
      opened()
        .db.prepare('SELECT key, incident, row FROM outbox ORDER BY place')
        .all()
        .map((row) => ({ key: String(row['key']), incident: String(row['incident']), json: String(row['row']) })),
  };
}
