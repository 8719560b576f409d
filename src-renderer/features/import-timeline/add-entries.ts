// Puts the confirmed rows on the record: in one piece where they fit into one message, else in a few.
import type { Severity } from '../../../src-shared/incident/fields.ts';
import { hostNow } from '../../store/clock.ts';
import { newId } from '../../store/ids.ts';
import { dispatchTo, useRecord } from '../../store/record.ts';
import type { ImportEntry } from './rows.ts';

export interface NewIncident {
  title: string;
  impact: string;
  severity: Severity;
}

/** Well below what a request may hold (bridge.ts), counted as the choke point counts: text and some for each value. */
const PIECE = 3_000_000;
const EACH = 120;

export async function addEntries(
  incident: string,
  entries: readonly ImportEntry[],
): Promise<{ added: number; problem: string | null }> {
  let added = 0;
  for (const piece of piecesOf(entries)) {
    const answer = await dispatchTo(incident, { type: 'timeline.import', entries: piece });
    if (!answer.ok) return { added, problem: answer.refusal.message };
    added += piece.length;
  }
  return { added, problem: null };
}

/** A timeline without an incident begins one: detected when its first entry happened. */
export async function declareForImport(
  about: NewIncident,
  entries: readonly ImportEntry[],
): Promise<{ ok: true; incident: string } | { ok: false; message: string }> {
  const incident = newId(hostNow());
  const name = useRecord.getState().host?.identity.person.name ?? '';
  const first = Math.min(...entries.slice(0, 1_000).map((entry) => entry.at), hostNow());
  const answer = await dispatchTo(incident, {
    type: 'incident.declare',
    title: about.title,
    impact: about.impact,
    severity: about.severity,
    components: [],
    declarer: { name },
    commander: { name },
    detectedAt: first,
    untold: true,
  });
  return answer.ok ? { ok: true, incident } : { ok: false, message: answer.refusal.message };
}

function piecesOf(entries: readonly ImportEntry[]): ImportEntry[][] {
  const pieces: ImportEntry[][] = [];
  let size = Infinity;
  for (const entry of entries) {
    const cost = entry.text.length + EACH;
    if (size + cost > PIECE) {
      pieces.push([]);
      size = 0;
    }
    size += cost;
    pieces.at(-1)?.push(entry);
  }
  return pieces;
}
