// Reads a team's YAML without trusting it: plain data and the place of every part, or what is wrong and where.
import {
  Lexer,
  Parser,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  type Document,
  type Node,
  type YAMLMap,
} from 'yaml';

export type Path = readonly (string | number)[];

/** Both count from 1. */
export interface Place {
  line: number;
  column: number;
}

export interface YamlFault extends Place {
  path: Path;
  expected: string;
  found: string;
  mend: string;
}

/** A YAML text that can be asked where a part of it stands. `data` has undefined where the text says nothing. */
export interface ReadYaml {
  data: unknown;
  /** the keys and items with nothing behind them */
  empty: readonly Path[];
  /** where a part stands: its key, or what is behind it. Of a part that is missing: what would hold it. */
  place: (path: Path, at: 'key' | 'value') => Place;
  /** where a place inside a text stands in the file, whichever way the text is quoted */
  placeInText: (path: Path, inText: Place) => Place;
}

/** 512 KB: the built-in playbook has a thirtieth of it. */
const MAX_CHARACTERS = 512 * 1024;
/** A playbook is five deep; each level is two or three steps of the parser. */
const MAX_STEPS = 48;
/** A file with more faults than this is not a playbook with slips in it; looking further only takes time. */
const MAX_FAULTS = 100;
/** Aliases may save typing; more of them, multiplied by what they stand for, is a bomb that unfolds. */
const MAX_ALIASES = 50;

export function readYaml(text: string): { ok: true; yaml: ReadYaml } | { ok: false; faults: YamlFault[] } {
  if (text.length > MAX_CHARACTERS)
    return refused(
      text,
      0,
      'a file of at most 512 KB',
      `${Math.ceil(text.length / 1024)} KB`,
      'A playbook has a few hundred lines. Check that this is the right file.',
    );
  const deep = firstTooDeep(text);
  if (deep !== undefined)
    return refused(
      text,
      deep,
      'a playbook, which is five levels deep',
      'nesting without end',
      'Check that this is the right file.',
    );

  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: false, schema: 'core', version: '1.2' });
  if (document.errors.length > 0) {
    const faults = document.errors
      .slice(0, MAX_FAULTS)
      .map((error) => ({ ...placeAt(text, error.pos[0]), path: [], ...syntaxWords(error.code, error.message) }));
    // One slip of indentation makes the parser stumble over every line below: say it once.
    return {
      ok: false,
      faults: faults.filter((fault, i) => faults.findIndex((other) => other.found === fault.found) === i),
    };
  }
  const survey = surveyed(document, text);
  if (survey.faults.length > 0) return { ok: false, faults: survey.faults };
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch {
    return refused(
      text,
      0,
      `at most ${MAX_ALIASES} aliases (*name), counted with those inside them`,
      'more',
      'Write the repeated parts out.',
    );
  }
  return {
    ok: true,
    yaml: {
      data,
      empty: survey.empty,
      place: (path, at) => placeAt(text, offsetOf(document, path, at)),
      placeInText: (path, inText) => placeInText(document, text, path, inText),
    },
  };
}

/** Where nesting gets too deep. The composer takes minutes over 100,000 open brackets, so the token parser looks first. */
function firstTooDeep(text: string): number | undefined {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    // Reading on is what makes the parser work; the finished tokens are not needed here.
    for (const _token of parser.next(lexeme));
    if (parser.stack.length > MAX_STEPS) return parser.offset;
  }
  return undefined;
}

interface Survey {
  faults: YamlFault[];
  empty: Path[];
}

/** Walks the whole tree once: keys, aliases and tags that a playbook has no use for, and places with nothing in them. */
function surveyed(document: Document, text: string): Survey {
  const survey: Survey = { faults: [], empty: [] };
  const anchors = new Set<string>();
  const fault = (offset: number, path: Path, expected: string, found: string, mend: string): void => {
    if (survey.faults.length < MAX_FAULTS)
      survey.faults.push({ ...placeAt(text, offset), path, expected, found, mend });
  };
  for (const warning of document.warnings)
    fault(warning.pos[0], [], 'plain YAML', 'a tag (!name)', 'Take the tag out.');

  const walk = (node: unknown, path: Path, offset: number, around: readonly string[]): void => {
    if (isAlias(node)) {
      if (!anchors.has(node.source) || around.includes(node.source))
        fault(
          startOf(node, offset),
          path,
          `an anchor &${node.source} above this place and not around it`,
          'none',
          'Write the part out.',
        );
      return;
    }
    if (node === null || node === undefined || (isScalar(node) && node.value === null)) {
      if (survey.empty.length < MAX_FAULTS) survey.empty.push(path);
      if (isScalar(node)) node.value = undefined;
      return;
    }
    const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
    if (anchor !== undefined) anchors.add(anchor);
    const inside = anchor === undefined ? around : [...around, anchor];
    if (isSeq(node)) node.items.forEach((item, i) => walk(item, [...path, i], startOf(item, offset), inside));
    if (isMap(node)) walkMap(node, path, offset, inside);
  };

  const walkMap = (map: YAMLMap, path: Path, offset: number, around: readonly string[]): void => {
    const seen = new Set<string>();
    for (const pair of map.items) {
      const at = startOf(pair.key, offset);
      const key = isScalar(pair.key) ? pair.key.value : undefined;
      if ((typeof key !== 'string' && typeof key !== 'number') || key === '__proto__') {
        fault(
          at,
          path,
          'a key that is a word or a number',
          typeof key === 'string' ? `"${key}"` : 'something else',
          'Give it another name.',
        );
        continue;
      }
      const name = String(key);
      if (seen.has(name)) fault(at, [...path, name], 'each key once', `"${name}" again`, 'Keep one of the two.');
      seen.add(name);
      walk(pair.value, [...path, name], at, around);
    }
  };

  walk(document.contents, [], 0, []);
  return survey;
}

/** The offset of a part's key or value; of one that is missing, the key of what would hold it. */
function offsetOf(document: Document, path: Path, at: 'key' | 'value'): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const segment of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(
        (candidate) => isScalar(candidate.key) && String(candidate.key.value) === String(segment),
      );
      if (pair === undefined) return offset;
      offset = startOf(pair.key, offset);
      node = pair.value;
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(segment)];
      if (item === undefined) return offset;
      offset = startOf(item, offset);
      node = item;
    } else return offset;
  }
  return at === 'key' ? offset : startOf(node, offset);
}

function nodeAt(document: Document, path: Path): unknown {
  let node: unknown = document.contents;
  for (const segment of path) {
    if (isAlias(node)) node = node.resolve(document);
    node = isMap(node) || isSeq(node) ? node.get(segment, true) : undefined;
  }
  return isAlias(node) ? node.resolve(document) : node;
}

function placeInText(document: Document, text: string, path: Path, inText: Place): Place {
  const node = nodeAt(document, path);
  const start = placeAt(text, offsetOf(document, path, 'value'));
  if (!isScalar(node)) return start;
  if (node.type === 'BLOCK_LITERAL') {
    const head = placeAt(text, startOf(node, 0));
    const below = text.split('\n').slice(head.line);
    const indent = /^ */u.exec(below.find((line) => line.trim() !== '') ?? '')?.[0].length ?? 0;
    return { line: head.line + inText.line, column: indent + inText.column };
  }
  const quote = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE' ? 1 : 0;
  // A folded text does not keep its lines: its beginning has to do.
  return node.type === 'BLOCK_FOLDED' || inText.line > 1
    ? start
    : { line: start.line, column: start.column + quote + inText.column - 1 };
}

function startOf(node: unknown, otherwise: number): number {
  // Everything that parseDocument makes carries its range; the check keeps it honest.
  return (node as Partial<Node> | null | undefined)?.range?.[0] ?? otherwise;
}

function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

function refused(
  text: string,
  offset: number,
  expected: string,
  found: string,
  mend: string,
): { ok: false; faults: YamlFault[] } {
  return { ok: false, faults: [{ ...placeAt(text, offset), path: [], expected, found, mend }] };
}

/** What the library calls it, and what to do about it. */
function syntaxWords(code: string, message: string): Pick<YamlFault, 'expected' | 'found' | 'mend'> {
  const lookHere = 'Look at this line and the one above it: the indentation, a missing colon or quote.';
  switch (code) {
    case 'TAB_AS_INDENT':
      return {
        expected: 'spaces at the beginning of a line',
        found: 'a tab',
        mend: 'Indent with two spaces for each level.',
      };
    case 'MULTIPLE_DOCS':
      return {
        expected: 'one playbook in a file',
        found: 'a second one after "---"',
        mend: 'Put it into a file of its own.',
      };
    case 'MISSING_CHAR':
      return {
        expected: 'YAML',
        found: `a part that is not closed (${lowerFirst(message)})`,
        mend: 'Close the quote or bracket.',
      };
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
      return {
        expected: 'YAML',
        found: 'a key in the wrong place',
        mend: 'Look at the indentation of this line and the one above, and put text with ": " in it in quotes.',
      };
    case 'BAD_INDENT':
      return { expected: 'YAML', found: 'wrong indentation, or a bracket that is not closed', mend: lookHere };
    default:
      return { expected: 'YAML', found: lowerFirst(message), mend: lookHere };
  }
}

/** The library quotes the file, which may be anything. */
function lowerFirst(message: string): string {
  const plain = message.replace(/\p{C}+/gu, ' ').slice(0, 100);
  return plain.charAt(0).toLowerCase() + plain.slice(1);
}
