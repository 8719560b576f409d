// Text copied out of a chat window: a name and a time on one line, the message on the lines below.
// Slack, Teams and Discord each lay it out in their own way; `14:32 text` lists are read by lines.ts instead.
import { dateLine } from './headlines.ts';
import type { Item, ReadRow, Reading, Skipped } from './item.ts';
import { scanStamp, type Stamp } from './stamp.ts';

/** Whether most of what carries a time is laid out as chat. Looks at the first 2,000 lines. */
export function looksLikeChat(lines: readonly string[]): boolean {
  let heads = 0;
  let stamped = 0;
  const upTo = Math.min(lines.length, 2000);
  for (let i = 0; i < upTo; i += 1) {
    const head = headAt(lines, i);
    if (head !== null && head.author !== null) {
      heads += 1;
      i += head.lines - 1;
    } else if (beginsWithTime(lines[i] ?? '')) stamped += 1;
  }
  return heads > 0 && heads > stamped;
}

/** Stops after `mostRows` messages. */
export function readChat(lines: readonly string[], mostRows: number): Reading & { readTo: number } {
  const items: Item[] = [];
  const skipped: Skipped[] = [];
  let message: ReadRow | null = null;
  let author: string | undefined;
  let rows = 0;
  let i = 0;
  for (; i < lines.length && rows < mostRows; i += 1) {
    const line = lines[i] ?? '';
    const n = i + 1;
    if (line.trim() === '') continue;
    const dated = dateLine(line);
    const head = dated === null ? headAt(lines, i) : null;
    if (dated?.date !== undefined) {
      if (dated.zone !== undefined) items.push({ type: 'zone', line: n, zone: dated.zone });
      items.push({ type: 'date', line: n, date: dated.date });
      skipped.push({ line: n, lastLine: n, raw: line, reason: 'date' });
      message = null;
    } else if (FURNITURE.test(line.trim().slice(0, 120))) {
      skipped.push({ line: n, lastLine: n, raw: line, reason: 'chat furniture' });
    } else if (head !== null) {
      author = head.author ?? author;
      if (head.author === null) sameHalfOfDay(head.stamp, message?.stamp);
      message = {
        type: 'row',
        line: n,
        lastLine: n + head.lines - 1,
        raw: lines.slice(i, i + head.lines),
        stamp: head.stamp,
        parts: [],
        underDay: false,
      };
      if (author !== undefined) message.author = author;
      items.push(message);
      rows += 1;
      i += head.lines - 1;
    } else if (message === null) {
      items.push({
        type: 'row',
        line: n,
        lastLine: n,
        raw: [line],
        stamp: null,
        parts: [line.trim()],
        underDay: false,
      });
      rows += 1;
    } else {
      message.parts.push(line.trim());
      message.raw.push(line);
      message.lastLine = n;
    }
  }
  return { items, skipped, readTo: i };
}

/** Slack leaves AM and PM off where the same person goes on: "2:33" below "2:32 PM" is 14:33. */
function sameHalfOfDay(stamp: Stamp, above: Stamp | null | undefined): void {
  const half = 12 * 3_600_000;
  if (stamp.clock === undefined || stamp.twelveHour === true || above?.clock === undefined || above.twelveHour !== true)
    return;
  const hour = stamp.clock % half;
  stamp.clock = [hour, hour + half].find((clock) => clock >= (above.clock ?? 0)) ?? hour;
  stamp.twelveHour = true;
}

interface Head {
  /** null: a time alone, so the same person goes on */
  author: string | null;
  stamp: Stamp;
  lines: number;
}

/** The head of a message at this line, over one or two lines; null when there is none. */
function headAt(lines: readonly string[], i: number): Head | null {
  const line = lines[i] ?? '';
  if (line.length > 160 || line.trim() === '') return null;
  const begin = line.length - line.trimStart().length;
  const first = scanStamp(line, begin);
  if (first !== null) return timeFirst(lines, i, first);
  const message = nextLine(lines, i + 1);
  const oneLine = nameThenTime(line);
  if (oneLine !== null)
    return message === undefined || scanStamp(message, 0) === null ? { ...oneLine, lines: 1 } : null;
  return nameAboveTime(lines, i);
}

/** `2:33 PM` alone (Slack, same person again) or `[2/28/2025 2:32 PM] Tran B` (Teams). */
function timeFirst(lines: readonly string[], i: number, stamp: Stamp): Head | null {
  const line = lines[i] ?? '';
  if (stamp.clock === undefined) return null;
  const rest = line.slice(stamp.textFrom).trim();
  const next = lines[i + 1] ?? '';
  if (next.trim() === '' || beginsWithTime(next)) return null;
  if (rest === '' && stamp.bracketed !== true) return { author: null, stamp, lines: 1 };
  const named = stamp.bracketed === true && isName(rest, 'surely') && !/^\s/.test(next);
  return named ? { author: plainName(rest), stamp, lines: 1 } : null;
}

const ENDS_WITH_TIME = /\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?[\])]?(?: ?\(edited\))?\s*$/i;

/** `Tran B  2:32 PM`, `Tran B [14:32]`, `Tran B — Today at 2:32 PM`, `Tran B 2/28/2025 2:32 PM`. */
function nameThenTime(line: string): { author: string; stamp: Stamp } | null {
  if (/^\s*[-*•#>|]/.test(line) || !ENDS_WITH_TIME.test(line.slice(-32))) return null;
  for (let at = 1; at < line.length; at += 1) {
    if (!/[\s[(]/.test(line[at - 1] ?? '') || /\s/.test(line[at] ?? '')) continue;
    const stamp = scanStamp(line, line[at - 1] === '[' || line[at - 1] === '(' ? at - 1 : at);
    if (stamp?.clock === undefined || !/^\s*(?:\(edited\)\s*)?$/.test(line.slice(stamp.end))) continue;
    const before = line.slice(0, at - (/[[(]/.test(line[at - 1] ?? '') ? 1 : 0));
    const apart = /(?:\s{2,}|\s[—–|•·-]\s|[,|•·]\s)$/.test(before) || stamp.bracketed === true;
    const name = before.replace(/[\s—–|•·,-]{1,8}$/, '').trim();
    return isName(name, apart ? 'probably' : 'surely') ? { author: plainName(name), stamp } : null;
  }
  return null;
}

/** A name alone, below it a time alone: how Slack's window copies. */
function nameAboveTime(lines: readonly string[], i: number): Head | null {
  const name = (lines[i] ?? '').trim();
  const below = lines[i + 1] ?? '';
  if (!isName(name, 'probably') || below.length > 60 || below.trim() === '') return null;
  const stamp = scanStamp(below, below.length - below.trimStart().length);
  if (stamp?.clock === undefined || below.slice(stamp.end).trim() !== '') return null;
  const above = lines[i - 1];
  const setApart = above === undefined || above.trim() === '' || /^\s/.test(below) || dateLine(above) !== null;
  return setApart ? { author: plainName(name), stamp, lines: 2 } : null;
}

/** A name has few words and no punctuation of a sentence; `surely` wants each word to look like part of a name. */
function isName(text: string, how: 'probably' | 'surely'): boolean {
  if (text.length === 0 || text.length > 60 || !/^[\p{L}@]/u.test(text) || /[:;?!"=<>/\\]/.test(text)) return false;
  const words = text.split(/\s+/);
  if (words.length > 5 || NOT_LAST.test(words.at(-1) ?? '')) return false;
  if (how === 'probably') return !/[.]$/.test(text) || words.length <= 2;
  return (
    words.length <= 4 &&
    words.every(
      (word) =>
        /^(?:[@(]?\p{Lu}|(?:van|von|de|da|der|la|bin|al)$)/u.test(word) ||
        (words.length === 1 && /^@?[\w.-]+$/.test(word)),
    )
  );
}

const NOT_LAST = /^(?:at|by|until|till|from|after|before|since|around|about|to|for|on|in|the|is|was|and|or|of)$/i;

/** Slack marks programs behind their name. */
function plainName(text: string): string {
  return text
    .replace(/^@/, '')
    .replace(/\s(?:APP|BOT|WORKFLOW)$/, '')
    .trim();
}

function beginsWithTime(line: string): boolean {
  const begin = /^\s{0,200}(?:[-*•]\s)?/.exec(line)?.[0].length ?? 0;
  const stamp = scanStamp(line, begin);
  return (
    stamp !== null &&
    (stamp.clock !== undefined || stamp.sinceT0 !== undefined) &&
    line.slice(stamp.textFrom).trim() !== ''
  );
}

function nextLine(lines: readonly string[], from: number): string | undefined {
  for (let i = from; i < Math.min(lines.length, from + 3); i += 1) {
    if (lines[i]?.trim() !== '') return lines[i];
  }
  return undefined;
}

// What chat windows put between messages and their copies carry along.
const FURNITURE =
  /^(?:\(edited\)|edited|new(?: messages)?|\d{1,4} repl(?:y|ies)|last reply .{0,40}|view (?:thread|newer replies)|also sent to the channel|pinned by .{0,60}|:[a-z0-9_+-]{1,40}:(?: ?\d{1,4})?|joined #?\S{1,80}.{0,20})$/i;
