// Which event a fact comes from: a mark behind its words, in signs that nobody types. Only a preview asks for marks; a text that
// leaves never has any.
import { items, type ChunkedList } from '../incident/chunked-list.ts';
import type { Incident } from '../incident/index.ts';
import type { Entry } from '../incident/timeline.ts';

const OPENS = '\uE000';
const CLOSES = '\uE001';

/** Words with their event behind them, where the reading asks for it. `event`: the id of its line on the timeline. */
export function marked(reading: { marked?: true }, words: string, event: string | undefined): string {
  return reading.marked === true && event !== undefined ? `${words}${OPENS}${event}${CLOSES}` : words;
}

/** A text in parts: words, and the events that stand between them. A mark that a template cut through is gone. */
export function partsOf(text: string): ({ words: string } | { event: string })[] {
  if (!text.includes(OPENS)) return [{ words: text.replaceAll(CLOSES, '') }];
  return text.split(OPENS).flatMap((part, i) => {
    const end = part.indexOf(CLOSES);
    if (i === 0 || end === -1) return i === 0 ? [{ words: part.replaceAll(CLOSES, '') }] : [];
    const event = part.slice(0, end);
    const words = { words: part.slice(end + 1).replaceAll(CLOSES, '') };
    return /^[0-9A-HJKMNP-TV-Z]{26}$/u.test(event) ? [{ event }, words] : [words];
  });
}

export function withoutMarks(text: string): string {
  return partsOf(text)
    .map((part) => ('words' in part ? part.words : ''))
    .join('');
}

/** What people typed has none of these signs in it. */
export function withoutSigns(text: string): string {
  return text.replace(/[\uE000\uE001]/gu, '');
}

/** The line that tells of a deed, by its type and the moment it was written: where the state keeps the moment alone. */
export function lineOfDeed(incident: Incident, type: string, writtenAt: number): string | undefined {
  const { entries } = incident.timeline;
  let deeds = deedsOf.get(entries);
  if (deeds === undefined) {
    deeds = new Map([...items(entries)].map((entry) => [`${entry.type} ${entry.writtenAt}`, entry.id]));
    deedsOf.set(entries, deeds);
  }
  return deeds.get(`${type} ${writtenAt}`);
}

const deedsOf = new WeakMap<ChunkedList<Entry>, ReadonlyMap<string, string>>();

/** Changes the words and leaves the marks between them. */
export function withWords(text: string, change: (words: string) => string): string {
  return partsOf(text)
    .map((part) => ('words' in part ? (part.words === '' ? '' : change(part.words)) : `${OPENS}${part.event}${CLOSES}`))
    .join('');
}
