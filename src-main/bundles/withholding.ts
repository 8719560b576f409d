// What stays behind when a copy of the record goes out without personal data: the texts of the events that hold any. Their
// envelopes stay, so the chains stay whole; tables made from the record are cleaned word by word (DOMAIN.md 11).
import type { RecordedEvent } from '../../src-shared/incident/event.ts';
import type { Incident } from '../../src-shared/incident/index.ts';
import { inWords, redact } from '../../src-shared/text/redaction.ts';

export interface Redaction {
  event: string;
  type: string;
  at: string;
  why: string;
}

export interface Withheld {
  lines: Uint8Array;
  /** every event that is there without its text, in their order */
  redactions: readonly Redaction[];
  /** the same value with personal data taken out of its texts */
  clean: (value: unknown) => unknown;
}

/** `lines` in the order of `events`. */
export function withheldFrom(
  lines: Uint8Array,
  events: readonly RecordedEvent[],
  incident: Incident,
  withhold: boolean,
): Withheld {
  const { words } = incident.compliance;
  const redactions: Redaction[] = [];
  const kept = Buffer.from(lines.buffer, lines.byteOffset, lines.length)
    .toString('utf8')
    .split('\n')
    .map((line, i) => {
      const event = events[i];
      if (event === undefined) return line;
      const log = (type: string, why: string): void => {
        redactions.push({ event: event.id, type, at: new Date(event.wall).toISOString(), why });
      };
      // What lies in the file counts, not what this version makes of it.
      const sealed = JSON.parse(line) as { envelope: string; salt: string | null; payload: string | null };
      if (sealed.payload === null) {
        log(typeIn(sealed.envelope), 'its text had been taken out of the record already');
        return line;
      }
      const found = withhold ? inWords(redact(textsIn(JSON.parse(sealed.payload)), words).found) : null;
      if (found === null) return line;
      log(event.type, `withheld from this copy: ${found}`);
      return JSON.stringify({ envelope: sealed.envelope, salt: null, payload: null });
    });
  const clean = (value: unknown): unknown => {
    if (typeof value === 'string') return redact(value, words).text;
    if (Array.isArray(value)) return value.map(clean);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [clean(name), clean(one)]));
  };
  return {
    lines: Buffer.from(kept.join('\n'), 'utf8'),
    redactions,
    clean: withhold ? clean : (value) => value,
  };
}

/** Every text in a payload, names of fields too: some are written by people. */
function textsIn(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(textsIn).join('\n');
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .map(([name, one]) => `${name}\n${textsIn(one)}`)
    .join('\n');
}

function typeIn(envelope: string): string {
  const read: unknown = JSON.parse(envelope);
  return typeof read === 'object' && read !== null && 'type' in read ? String(read.type) : '';
}
