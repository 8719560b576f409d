// What stays behind when a copy of the record goes out without personal data: the texts of the events that hold any. Their
// envelopes stay, so the chains stay whole; tables made from the record are cleaned word by word (DOMAIN.md 11).
import { readEnvelope } from '../../src-shared/bundle/chain.ts';
import { iso } from '../../src-shared/text/clock-times.ts';
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

/** `words`: what somebody listed as never to leave. */
export function withheldFrom(lines: Uint8Array, words: readonly string[], withhold: boolean): Withheld {
  const redactions: Redaction[] = [];
  const kept = Buffer.from(lines.buffer, lines.byteOffset, lines.length)
    .toString('utf8')
    .split('\n')
    .map((line) => {
      // What lies in the file counts, not what this version makes of it. The end of the last line is no event.
      const sealed = line === '' ? null : (JSON.parse(line) as { envelope: string; payload: string | null });
      const event = sealed === null ? null : readEnvelope(sealed.envelope);
      if (sealed === null || event === null) return line;
      const log = (why: string): void => {
        redactions.push({ event: event.id, type: event.type, at: iso(event.wall), why });
      };
      if (sealed.payload === null) {
        log('its text had been taken out of the record already');
        return line;
      }
      const found = withhold ? inWords(redact(textsIn(JSON.parse(sealed.payload)), words).found) : null;
      if (found === null) return line;
      log(`withheld from this copy: ${found}`);
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
