// Is the record still what was written? The file itself, every chain, every commitment, every playbook; the first trouble
// is named. Done in slices, so that the keeper can answer other questions in between.
import type { DatabaseSync } from 'node:sqlite';
import { checkSealed } from '../../src-shared/bundle/chain.ts';
import type { Verified } from './journal.ts';
import { findings } from './soundness.ts';
import { bytesHere, hashOf } from './sealing.ts';

/** Events looked at in one go: few enough that the rows of a slice are not felt in the memory of an idle cockpit. */
const SLICE = 250;

/** `index` false: the word index is to be built anew; the record itself does not suffer from it. */
export interface Verification {
  verified: Verified;
  index: boolean;
}

/**
 * On a connection of its own, made for this: FTS5 keeps what it has read of its index over changes made elsewhere, and
 * would then call it damaged.
 */
export async function verifyJournal(db: DatabaseSync, now: number): Promise<Verification> {
  let events = 0;
  let index = true;
  const answer = (trouble: string | null): Verification => ({
    verified: { ok: trouble === null, at: now, events, trouble },
    index,
  });
  try {
    const found = findings(db, 'integrity_check');
    ({ index } = found);
    if (found.file !== null) return answer(`The file itself is damaged: ${found.file}`);
    const pinned = playbookTrouble(db);
    if (pinned !== null) return answer(pinned);
    const slice = db.prepare(
      `SELECT events.*, salt, codec, bytes FROM events LEFT JOIN payloads ON payloads.event = events.arrival
       WHERE (incident, origin, seq) > (?, ?, ?) ORDER BY incident, origin, seq LIMIT ${SLICE}`,
    );
    let link: Place = { incident: '', origin: '', seq: 0, hash: '' };
    for (;;) {
      const rows = slice.all(link.incident, link.origin, link.seq);
      for (const row of rows) {
        const checked = checkEvent(row, link);
        if (typeof checked === 'string') return answer(checked);
        link = checked;
        events += 1;
      }
      if (rows.length < SLICE) break;
      await new Promise((resolve) => setImmediate(resolve));
    }
    return answer(countTrouble(db));
  } catch (error) {
    return answer(`The record cannot be read to its end: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The last event looked at of a chain. */
interface Place {
  incident: string;
  origin: string;
  seq: number;
  hash: string;
}

/** The next link, or what is wrong, in words that name the event. */
function checkEvent(row: Record<string, unknown>, before: Place): Place | string {
  const { arrival, id, incident, origin, seq, hlc, type, v, envelope, hash, salt, codec, bytes } = row;
  const not = (what: string): string =>
    `Event ${String(id)} (${String(type)}, number ${String(seq)} of its chain in incident ${String(incident)}): ${what}.`;
  if (!(envelope instanceof Uint8Array) || !(hash instanceof Uint8Array)) return not('its envelope is missing');
  if (!hashOf(envelope).equals(hash)) return not('its envelope was changed on disk');
  const whole = (part: unknown): part is Uint8Array | null => part === null || part instanceof Uint8Array;
  if (!whole(salt) || !whole(bytes)) return not('its text cannot be read');
  if (bytes !== null && codec !== 'json') return not(`its text is written in an unknown way (${String(codec)})`);
  const continues = before.incident === incident && before.origin === origin;
  const checked = checkSealed({ envelope, salt, payload: bytes }, continues ? before : null, bytesHere);
  if (!checked.ok) return not(checked.why);
  const { envelope: e, link } = checked;
  const columns =
    e.id === id &&
    e.incident === incident &&
    e.origin === origin &&
    e.seq === seq &&
    e.hlc === hlc &&
    e.type === type &&
    e.v === v;
  if (!columns) return not('its row and its envelope do not say the same');
  if (typeof arrival !== 'number') return not('it has no place in the order of arrival');
  return { incident: e.incident, origin: e.origin, ...link };
}

function playbookTrouble(db: DatabaseSync): string | null {
  for (const { hash, bytes } of db.prepare('SELECT hash, bytes FROM playbooks').iterate())
    if (!(bytes instanceof Uint8Array) || hashOf(bytes).toString('hex') !== hash)
      return `Playbook ${String(hash)} was changed on disk.`;
  return null;
}

/** A chain cannot tell that its end was cut off; the count of each incident's events can. */
function countTrouble(db: DatabaseSync): string | null {
  const row = db
    .prepare(`SELECT incidents.incident AS incident, events, (SELECT count(*) FROM events WHERE events.incident = incidents.incident) AS found
      FROM incidents WHERE events <> found LIMIT 1`)
    .get();
  if (row !== undefined)
    return `Incident ${String(row['incident'])} has ${String(row['found'])} of its ${String(row['events'])} events.`;
  const alone = db
    .prepare(
      'SELECT payloads.event AS event FROM payloads LEFT JOIN events ON arrival = event WHERE arrival IS NULL LIMIT 1',
    )
    .get();
  if (alone !== undefined) return `The text number ${String(alone['event'])} belongs to no event.`;
  const listed = db
    .prepare('SELECT id FROM events WHERE incident NOT IN (SELECT incident FROM incidents) LIMIT 1')
    .get();
  return listed === undefined ? null : `Event ${String(listed['id'])} belongs to no incident of the list.`;
}
