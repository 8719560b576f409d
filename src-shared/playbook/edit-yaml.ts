// Changes a place in a YAML text and leaves every other byte as somebody wrote it: comments, order, quotes, blank lines.
import { isMap, isNode, isScalar, isSeq, parseDocument, type Node, type YAMLMap } from 'yaml';

type Path = readonly (string | number)[];

export type Edited = { ok: true; text: string } | { ok: false; message: string };

/** Puts `value`, as YAML on one line, at a path. `source` is said behind it where another source, or nothing, was named. */
export function valueAt(text: string, path: Path, value: string, source: string): Edited {
  const found = find(text, path);
  if (found === null) return byHand(path);
  if (found.key === null) return { ok: true, text: inserted(text, found.map, found.rest, value, source) };
  const [from, to] = rangeOf(found.value);
  // A value that begins on a line below its key goes with its line breaks.
  if (text.slice(found.key, from).includes('\n'))
    return { ok: true, text: replaced(text, found.key, to, ` ${value} # ${source}\n`) };
  const rest = /^[^\r\n]*/u.exec(text.slice(to))?.[0] ?? '';
  // What a team wrote behind its number stays; where it only names a source, the source is another one now.
  const plain = /^\s*(?:#\s*(?:S[0-4]|ours)\b.*)?$/u.test(rest);
  return {
    ok: true,
    text: replaced(text, from, to + (plain ? rest.length : 0), plain ? `${value} # ${source}` : value),
  };
}

/** Puts a text of many lines at a path, as a block below its key, where nothing else is changed. */
export function textAt(text: string, path: Path, value: string): Edited {
  const found = find(text, path);
  if (found === null || found.map.flow === true) return byHand(path);
  if (found.key === null) {
    const { map, rest } = found;
    const indent = (depth: number): string => ' '.repeat(columnOf(text, map) + 2 * depth);
    const keys = rest.map((key, depth) => `${indent(depth)}${key}:`).join('\n');
    const last = map.items.at(-1);
    const at = afterLine(text, rangeOf(isNode(last?.value) ? last.value : map)[1]);
    const before = text[at - 1] === '\n' || at === 0 ? '' : '\n';
    return { ok: true, text: replaced(text, at, at, `${before}${keys} ${block(value, indent(rest.length))}`) };
  }
  const indent = ' '.repeat(columnOf(text, found.map) + 2);
  return {
    ok: true,
    text: replaced(text, found.key, afterLine(text, rangeOf(found.value)[1]), ` ${block(value, indent)}`),
  };
}

/** As lines where YAML can hold them so, else in quotes. */
function block(value: string, indent: string): string {
  const whole = value.replace(/\r\n?/gu, '\n').replace(/\s+$/u, '');
  // oxlint-disable-next-line no-control-regex -- what a block of YAML must not hold
  if (whole === '' || /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ud800-\udfff]|\t/u.test(whole))
    return `${JSON.stringify(whole)}\n`;
  const mark = /^\s/u.test(whole) ? '|2' : '|';
  return `${mark}\n${whole
    .split('\n')
    .map((line) => (line.trim() === '' ? '' : `${indent}${line}`))
    .join('\n')}\n`;
}

function columnOf(text: string, map: YAMLMap): number {
  const key = map.items[0]?.key;
  const begins = isNode(key) ? rangeOf(key)[0] : 0;
  return begins - lineStart(text, begins);
}

/** Makes an item with an id, given as lines, the first of a list; one of the same id goes, all others stay. */
export function itemFirst(text: string, path: Path, id: string, lines: readonly string[]): Edited {
  const found = find(text, path);
  if (found === null || found.map.flow === true) return byHand(path);
  if (found.key === null) return { ok: true, text: inserted(text, found.map, found.rest, lines, '') };
  const list = found.value;
  // A list in brackets, or inherited items that are changed by their ids (`extends`): nothing to put a line in front of.
  if (!isSeq(list) || list.flow === true) return byHand(path);
  const items = list.items.filter(isNode);
  const starts = items.map((item) => text.lastIndexOf('-', rangeOf(item)[0] - 1));
  const [first = 0] = starts;
  const at = lineStart(text, first);
  const indent = ' '.repeat(first - at);
  const own = items.findIndex((item) => isMap(item) && item.get('id') === id);
  const [begins, item] = [starts[own], items[own]];
  const without =
    begins === undefined || item === undefined
      ? text
      : replaced(text, lineStart(text, begins), afterLine(text, rangeOf(item)[1]), '');
  return { ok: true, text: replaced(without, at, at, lines.map((line) => `${indent}${line}\n`).join('')) };
}

/** `rest`: what of the path is not there; `key`: where the key of the last step ends, its colon included. */
type Found = { map: YAMLMap; rest: Path; key: null } | { map: YAMLMap; key: number; value: Node };

/** Follows a path as far as the text has it; null where something else than a map stands in the way. */
function find(text: string, path: Path): Found | null {
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: false, schema: 'core', version: '1.2' });
  let node: unknown = document.contents;
  for (const [i, step] of path.entries()) {
    if (!isMap(node) || node.items.length === 0) return null;
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
    if (pair === undefined) return { map: node, rest: path.slice(i), key: null };
    const { key, value } = pair;
    if (i === path.length - 1)
      return isNode(key) && isNode(value) ? { map: node, key: text.indexOf(':', rangeOf(key)[1]) + 1, value } : null;
    node = value;
  }
  return null;
}

/** A new key at the end of a map, with the maps between, and its value: on its line, or as lines of its own. */
function inserted(text: string, map: YAMLMap, path: Path, value: string | readonly string[], source: string): string {
  const last = map.items.at(-1);
  const end = rangeOf(isNode(last?.value) ? last.value : map)[1];
  if (map.flow === true && typeof value === 'string')
    return replaced(
      text,
      end,
      end,
      `, ${path.map((key) => `${key}: `).join('{ ')}${value}${' }'.repeat(path.length - 1)}`,
    );
  const firstKey = map.items[0]?.key;
  const begins = isNode(firstKey) ? rangeOf(firstKey)[0] : 0;
  const column = begins - lineStart(text, begins);
  const indent = (depth: number): string => ' '.repeat(column + 2 * depth);
  const keys = path.map((key, depth) => `${indent(depth)}${key}:`).join('\n');
  const lines =
    typeof value === 'string'
      ? `${keys} ${value} # ${source}\n`
      : `${keys}\n${value.map((line) => `${indent(path.length)}${line}\n`).join('')}`;
  const at = afterLine(text, end);
  return replaced(text, at, at, text[at - 1] === '\n' || at === 0 ? lines : `\n${lines}`);
}

function byHand(path: Path): Edited {
  return {
    ok: false,
    message: `This text has ${path.join('.')} in a form that only a person should change. Write it by hand.`,
  };
}

/** From where to where a node stands, its comments left out. */
function rangeOf(node: Node): readonly [number, number] {
  const [from, to] = node.range ?? [0, 0];
  return [from, to];
}

function replaced(text: string, from: number, to: number, by: string): string {
  return text.slice(0, from) + by + text.slice(to);
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** The beginning of the next line; the place itself where it is one. */
function afterLine(text: string, at: number): number {
  if (at === 0 || text[at - 1] === '\n') return at;
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end + 1;
}
