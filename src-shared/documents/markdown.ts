// Markdown as documents use it, read into blocks: what the preview shows, what the HTML file holds and what a chat gets are made of
// the same blocks. Headings, lists, tick boxes, tables, quotes, rules; bold, italic, code and links to the web; nothing else,
// and no HTML. Linear, whatever comes in.
import { partsOf } from './marks.ts';

export interface Run {
  text: string;
  bold?: true;
  italic?: true;
  code?: true;
  /** only https, mailto and tel */
  href?: string;
  /** no words: the line of the timeline that the words before it come from */
  event?: string;
}

export interface Item {
  /** the line of the text that it stands on, from 0 */
  line: number;
  depth: number;
  tick: boolean | null;
  runs: Run[];
}

export type Block =
  | { kind: 'heading'; line: number; level: number; runs: Run[] }
  | { kind: 'paragraph'; line: number; quote: boolean; runs: Run[] }
  | { kind: 'list'; line: number; ordered: boolean; items: Item[] }
  | { kind: 'table'; line: number; head: Run[][]; rows: { line: number; cells: Run[][] }[] }
  | { kind: 'rule'; line: number };

const HEADING = /^ {0,3}(#{1,6})[ \t]+(.*)$/u;
const ITEM = /^([ \t]*)(?:[-*+]|(\d{1,9})[.)])[ \t]+(.*)$/u;
const TICK = /^\[([ xX])\][ \t]+/u;
const RULE = /^ {0,3}(?:-{3,}|\*{3,}|_{3,})[ \t]*$/u;
const QUOTE = /^ {0,3}>[ \t]?(.*)$/u;
const DEEPEST = 3;

export function readMarkdown(text: string): Block[] {
  const lines = text.split(/\r\n?|\n/u);
  const blocks: Block[] = [];
  /** the block that a further line would go on with */
  let open: Block | null = null;
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] ?? '';
    if (line.trim() === '') {
      open = null;
      continue;
    }
    const heading = HEADING.exec(line);
    const item = ITEM.exec(line);
    const table = tableAt(lines, i);
    if (heading !== null) {
      blocks.push({ kind: 'heading', line: i, level: (heading[1] ?? '').length, runs: readRuns(heading[2] ?? '') });
      open = null;
    } else if (RULE.test(line)) {
      blocks.push({ kind: 'rule', line: i });
      open = null;
    } else if (table !== null) {
      blocks.push(table);
      i += table.rows.length + 1;
      open = null;
    } else if (item !== null) {
      open = withItem(blocks, open, i, item);
    } else {
      open = withWords(blocks, open, i, line);
    }
  }
  return blocks;
}

function withItem(blocks: Block[], open: Block | null, line: number, found: RegExpExecArray): Block {
  const [, indent = '', number, words = ''] = found;
  const tick = TICK.exec(words);
  const item: Item = {
    line,
    depth: Math.min(Math.floor(indent.replaceAll('\t', '    ').length / 2), DEEPEST),
    tick: tick === null ? null : tick[1] !== ' ',
    runs: readRuns(tick === null ? words : words.slice(tick[0].length)),
  };
  const last = open ?? blocks.at(-1) ?? null;
  // A blank line between two items is no new list.
  if (last?.kind === 'list' && (last.ordered === (number !== undefined) || item.depth > 0)) {
    last.items.push(item);
    return last;
  }
  const list: Block = { kind: 'list', line, ordered: number !== undefined, items: [item] };
  blocks.push(list);
  return list;
}

function withWords(blocks: Block[], open: Block | null, line: number, raw: string): Block {
  const quoted = QUOTE.exec(raw);
  const words = quoted === null ? raw.trim() : (quoted[1] ?? '').trim();
  const more: Run[] = [{ text: ' ' }, ...readRuns(words)];
  if (open?.kind === 'list') {
    open.items.at(-1)?.runs.push(...more);
    return open;
  }
  if (open?.kind === 'paragraph' && open.quote === (quoted !== null)) {
    open.runs.push(...more);
    return open;
  }
  const paragraph: Block = { kind: 'paragraph', line, quote: quoted !== null, runs: readRuns(words) };
  blocks.push(paragraph);
  return paragraph;
}

function tableAt(lines: readonly string[], at: number): Extract<Block, { kind: 'table' }> | null {
  const head = lines[at] ?? '';
  if (!head.trimStart().startsWith('|') || !/^[ \t]*\|?[ \t:|-]*-[ \t:|-]*$/u.test(lines[at + 1] ?? '')) return null;
  const rows: { line: number; cells: Run[][] }[] = [];
  for (let i = at + 2; i < lines.length && (lines[i] ?? '').trimStart().startsWith('|'); i += 1)
    rows.push({ line: i, cells: cellsOf(lines[i] ?? '') });
  return { kind: 'table', line: at, head: cellsOf(head), rows };
}

function cellsOf(line: string): Run[][] {
  const cells: string[] = [];
  let cell = '';
  const whole = line.trim().replace(/^\|/u, '');
  for (let i = 0; i < whole.length; i += 1) {
    if (whole[i] === '\\') {
      cell += `\\${whole[(i += 1)] ?? ''}`;
    } else if (whole[i] === '|') {
      cells.push(cell);
      cell = '';
    } else cell += whole[i] ?? '';
  }
  if (cell.trim() !== '') cells.push(cell);
  return cells.map((one) => readRuns(one.trim()));
}

/** Bold, italic and code by pairs of their signs; a sign without its other half is a letter like any other. */
export function readRuns(text: string): Run[] {
  return partsOf(text).flatMap((part) => ('event' in part ? [{ text: '', event: part.event }] : runsOf(part.words)));
}

const TOKEN =
  /\\([!-/:-@[-`{-~])|(`)|(\*\*|__)|([*_])|\[([^[\]\\]{1,300})\]\(([^()\s]{1,600})\)|&(amp|lt|gt|quot|#39);/gu;

function runsOf(words: string): Run[] {
  const tokens = [...words.matchAll(TOKEN)];
  const pairs = pairsOf(words, tokens);
  const runs: Run[] = [];
  let from = 0;
  const on = { bold: false, italic: false, code: false };
  const put = (text: string, more: Partial<Run> = {}): void => {
    if (text === '') return;
    const style: Partial<Run> = {
      ...(on.bold ? { bold: true } : {}),
      ...(on.italic ? { italic: true } : {}),
      ...(on.code ? { code: true } : {}),
    };
    runs.push({ text, ...style, ...more });
  };
  tokens.forEach((token, i) => {
    const [whole, escaped, tick, strong, soft, label, address, entity] = token;
    if (on.code && !(tick !== undefined && pairs.has(i))) return;
    if ((tick ?? strong ?? soft) !== undefined && !pairs.has(i)) return;
    put(words.slice(from, token.index));
    from = token.index + whole.length;
    if (escaped !== undefined) put(escaped);
    else if (tick !== undefined) on.code = !on.code;
    else if (strong !== undefined) on.bold = !on.bold;
    else if (soft !== undefined) on.italic = !on.italic;
    else if (entity !== undefined) put(ENTITIES[entity] ?? whole);
    else put(label ?? '', leadsOut(address ?? '') ? { href: address ?? '' } : {});
  });
  put(words.slice(from));
  return runs;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** Which signs are one of two. An underscore within a word is no sign. */
function pairsOf(words: string, tokens: readonly RegExpExecArray[]): ReadonlySet<number> {
  const waiting = new Map<string, number>();
  const pairs = new Set<number>();
  tokens.forEach((token, i) => {
    const sign = token[2] ?? token[3] ?? token[4];
    if (sign === undefined) return;
    const [before, after] = [words[token.index - 1] ?? ' ', words[token.index + sign.length] ?? ' '];
    if (sign.startsWith('_') && WORD.test(before) && WORD.test(after)) return;
    const first = waiting.get(sign);
    if (first === undefined) {
      if (sign === '`' || !/\s/u.test(after)) waiting.set(sign, i);
    } else if (sign === '`' || !/\s/u.test(before)) {
      pairs.add(first).add(i);
      waiting.delete(sign);
    }
  });
  return pairs;
}
const WORD = /[\p{L}\p{N}]/u;

function leadsOut(address: string): boolean {
  return /^(?:https:\/\/[^\s<>"'\\@]+|mailto:[^\s<>"']+|tel:[+\d() -]+)$/iu.test(address);
}
