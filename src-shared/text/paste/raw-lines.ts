// From the clipboard to lines that are safe to read and to show; tells text from pictures and programs.
import { cleanText, type CleaningNote } from '../clean.ts';

/** The most text looked at, in UTF-16 units; the rest is reported as left out. */
export const MAX_PASTE = 8_000_000;

/** More than a stray control character in fifty: nobody typed this. */
export function looksBinary(raw: string): boolean {
  // oxlint-disable-next-line no-control-regex -- counting control characters is its purpose
  const odd = raw.slice(0, 100_000).match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd\ud800-\udfff]/g)?.length ?? 0;
  const pairs = raw.slice(0, 100_000).match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0;
  const wrong = odd - 2 * pairs;
  return raw.includes('\u0000') && wrong > Math.max(8, Math.min(raw.length, 100_000) / 50);
}

/** Lines without anything that cannot be seen. `cut` counts lines beyond the most that is looked at. */
export function safeLines(raw: string): { lines: string[]; cut: number; notes: Set<CleaningNote> } {
  const notes = new Set<CleaningNote>();
  const whole = raw.length <= MAX_PASTE ? raw : raw.slice(0, raw.lastIndexOf('\n', MAX_PASTE) + 1 || MAX_PASTE);
  const lines = whole.split(LINE_END).map((line) => {
    const cleaned = cleanText(line, { keepEnds: true });
    for (const note of cleaned.notes) notes.add(note);
    return cleaned.text;
  });
  if (whole.length === raw.length) return { lines, cut: 0, notes };
  if (lines.at(-1) === '') lines.pop();
  return { lines, cut: raw.slice(whole.length).split('\n').length, notes };
}

const LINE_END = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;
