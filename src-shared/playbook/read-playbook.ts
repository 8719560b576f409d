// Reads a playbook file: the playbook, or everything that is wrong with it in words, each with its place and how to mend it.
import type { z } from 'zod';
import { builtInParts } from './built-in.ts';
import { inconsistencies, type Inconsistency } from './consistency.ts';
import { templatePlaces } from './template-places.ts';
import { extendYaml } from './extends.ts';
import { nearest } from './nearest.ts';
import { readYaml, type Path, type Place, type ReadYaml } from './read-yaml.ts';
import { playbookSchema, type Playbook } from './schema.ts';
import { checkTemplate } from './templates.ts';
import { readWords } from './words.ts';

/** One fault. `message` is the whole of it on one line, as an editor or a terminal shows it. */
export interface PlaybookProblem {
  file: string;
  /** both count from 1 */
  line: number;
  column: number;
  /** dotted; empty when it is the file itself */
  path: string;
  expected: string;
  found: string;
  mend: string;
  message: string;
}

/** `more`: how many further problems were seen and left off. */
export type ReadPlaybook = { ok: true; playbook: Playbook } | { ok: false; problems: PlaybookProblem[]; more: number };

const MAX_PROBLEMS = 20;
/** A file with more faults than this is no playbook with slips in it; placing them all would only take time. */
const MAX_ISSUES = 100;

/** Never throws, whatever the text is. `fileName` is only for the messages. */
export function readPlaybook(text: string, fileName: string): ReadPlaybook {
  const read = readYaml(text);
  if (!read.ok) return problems(fileName, read.faults);
  if (read.yaml.data === null || read.yaml.data === undefined)
    return problems(fileName, [
      {
        line: 1,
        column: 1,
        path: [],
        expected: 'a playbook',
        found: 'an empty file',
        mend: 'Begin with a copy of the built-in playbook.',
      },
    ]);

  const { yaml, faults: inherited } = extendYaml(read.yaml, builtInParts);
  // What it takes over is not known: everything that is missing would be told as well.
  if (inherited.length > 0) return problems(fileName, inherited);
  const whole = playbookSchema.safeParse(yaml.data);
  const shape = whole.success
    ? []
    : whole.error.issues.slice(0, MAX_ISSUES).flatMap((issue) => shapeFaults(issue, yaml));
  const faults = [
    ...shape,
    ...inconsistencies(wellFormedParts(yaml.data))
      .slice(0, MAX_ISSUES)
      .map((fault) => placed(fault, yaml)),
    ...templateFaults(yaml, shape),
  ];
  const silent = yaml.empty.filter((path) => !faults.some((fault) => dotted(fault.path) === dotted(path)));
  for (const path of silent)
    faults.push({
      ...yaml.place(path, 'key'),
      path,
      expected: 'a value',
      found: 'nothing',
      mend: 'Write one, or take the line out.',
    });

  return whole.success && faults.length === 0 ? { ok: true, playbook: whole.data } : problems(fileName, faults);
}

interface Fault extends Place {
  path: Path;
  expected: string;
  found: string;
  mend: string;
  /** the key that this one was probably meant to be */
  meant?: string;
}

function problems(file: string, faults: readonly Fault[]): ReadPlaybook {
  // A mistyped key is one fault, not two: the key it was meant to be is not missing.
  const meant = new Set(faults.map((fault) => fault.meant));
  const told = faults.filter((fault) => fault.found !== 'nothing' || !meant.has(dotted(fault.path)));
  const sorted = told.toSorted((a, b) => a.line - b.line || a.column - b.column);
  return {
    ok: false,
    more: Math.max(0, sorted.length - MAX_PROBLEMS),
    problems: sorted.slice(0, MAX_PROBLEMS).map(({ line, column, path, expected, found, mend }) => {
      const where = path.length === 0 ? '' : `${dotted(path)}: `;
      const message = `${file}:${line}:${column} ${where}expected ${expected}, found ${found}.${mend === '' ? '' : ` ${mend}`}`;
      return { file, line, column, path: dotted(path), expected, found, mend, message };
    }),
  };
}

/** The parts at the top that are right in themselves, for the checks between parts. */
function wellFormedParts(data: unknown): Partial<Playbook> {
  const parts: Record<string, unknown> = {};
  if (!isMap(data)) return parts;
  for (const [key, schema] of Object.entries(playbookSchema.shape)) {
    const part = schema.safeParse(data[key]);
    if (part.success) parts[key] = part.data;
  }
  return parts; // each part was read by the schema of its own key
}

/** Looks into the templates that are well-formed texts. */
function templateFaults(yaml: ReadYaml, shape: readonly Fault[]): Fault[] {
  return templatePlaces.flatMap(({ path, kind }) => {
    const template = valueAt(yaml.data, path);
    if (typeof template !== 'string' || shape.some((fault) => dotted(fault.path) === dotted(path))) return [];
    return checkTemplate(template, kind).map((fault) => ({
      ...yaml.placeInText(path, { line: fault.line, column: fault.column }),
      path,
      expected: fault.expected,
      found: fault.found,
      mend: fault.mend,
    }));
  });
}

function placed(fault: Inconsistency, yaml: ReadYaml): Fault {
  const { path, at, expected, found, mend } = fault;
  return { ...yaml.place(path, at), path, expected, found, mend };
}

type Issue = z.core.$ZodIssue;

function shapeFaults(issue: Issue, yaml: ReadYaml, base: Path = []): Fault[] {
  const path: Path = [
    ...base,
    ...issue.path.map((segment) => (typeof segment === 'number' ? segment : String(segment))),
  ];
  const { expected, mend, known } = readWords(issue.message);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.slice(0, MAX_ISSUES).map((key) => {
      const guess = nearest(key, path.length === 0 ? [...known, 'extends'] : known);
      return {
        ...yaml.place([...path, key], 'key'),
        path: [...path, key],
        expected: 'a key that a playbook has here',
        found: quoted(key),
        mend: guess === undefined ? `It can be ${known.join(', ')}.` : `Did you mean "${guess}"?`,
        ...(guess === undefined ? {} : { meant: dotted([...path, guess]) }),
      };
    });
  const value = valueAt(yaml.data, path);
  if (issue.code === 'invalid_union' && isMap(value)) {
    const branch = nearestBranch(issue.errors);
    if (branch !== undefined) return branch.flatMap((inner) => shapeFaults(inner, yaml, path));
  }
  const inner = issue.code === 'invalid_key' ? issue.issues[0] : undefined;
  if (inner !== undefined) {
    const key = String(path.at(-1) ?? '');
    const words = readWords(inner.message);
    return [{ ...yaml.place(path, 'key'), path, expected: words.expected, found: quoted(key), mend: words.mend }];
  }
  const guess = typeof value === 'string' ? nearest(value, known) : undefined;
  const hint = guess === undefined ? mend : `Did you mean "${guess}"?`;
  return [{ ...yaml.place(path, 'value'), path, expected, found: described(value), mend: hint }];
}

/** Of the ways a map could have been meant, the one with the fewest faults; the ways that are no map do not count. */
function nearestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  return branches
    .filter(
      (branch) =>
        branch.length > 0 && branch.every((issue) => issue.path.length > 0 || issue.code === 'unrecognized_keys'),
    )
    .toSorted((a, b) => a.length - b.length)[0];
}

function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const segment of path) {
    const list: readonly unknown[] | undefined = Array.isArray(value) ? value : undefined;
    if (list !== undefined) value = list[Number(segment)];
    else if (isMap(value) && Object.hasOwn(value, segment)) value = value[segment];
    else return undefined;
  }
  return value;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function described(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  return 'a map';
}

/** Short, on one line, with everything that cannot be seen spelled out. */
function quoted(text: string): string {
  const short = text.length > 40 ? `${text.slice(0, 37)}...` : text;
  return JSON.stringify(short).replace(
    /[\u007f-\u00a0\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu,
    (hidden) => `\\u${hidden.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function dotted(path: Path): string {
  return path.join('.');
}
