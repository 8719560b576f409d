// Templates that people edit: Liquid, held to a few tags and filters and to small limits, so that a bad one can only fail
// with a sentence. No file access, no clock, no chance, no prototype: the same facts always give the same text.
import { Liquid } from 'liquidjs';
import { nearest } from './nearest.ts';
import { sampleFacts, templateVariables, type TemplateKind } from './template-variables.ts';

/** The longest text that a template may give, in characters: a status page takes 25,000. */
export const MAX_RENDERED = 25_000;
/** A document stays in the house, and may be longer. */
export const MAX_DOCUMENT_RENDERED = 90_000;
/** As in the schema; counted again because a record may hold a playbook that another version read. */
const MAX_TEMPLATE = 8_000;
/** What filters may build up, in characters and items. */
const MAX_BUILT = 200_000;
/**
 * A last resort. What is refused for its size must not hang on how fast the machine is: without loops in loops, ranges
 * and captured text a template of this length cannot run that long on the facts of an incident. By the wall clock, so it
 * leaves room for a machine that is busy with others: at half a second such a one refused our own playbook.
 */
const MAX_MS = 5_000;

const allowedTags = ['assign', 'break', 'case', 'comment', 'continue', 'echo', 'for', 'if', 'raw', 'unless', '#'];
const allowedFilters = [
  'append', 'array_to_sentence_string', 'capitalize', 'compact', 'concat', 'default', 'divided_by', 'downcase', 'first', 'join',
  'last', 'lstrip', 'map', 'minus', 'modulo', 'plus', 'prepend', 'remove', 'replace', 'reverse', 'round', 'rstrip', 'size',
  'slice', 'sort', 'split', 'strip', 'strip_newlines', 'times', 'truncate', 'truncatewords', 'uniq', 'upcase', 'where',
]; // prettier-ignore

export type Rendered = { ok: true; text: string } | { ok: false; message: string };

/** How every such message begins. */
export const CANNOT = 'The template cannot be filled:';

/** A fault in a template. `line` and `column` count from 1 inside the template. */
export interface TemplateFault {
  line: number;
  column: number;
  expected: string;
  found: string;
  mend: string;
}

/** Fills a template. The facts are those of `TemplateFacts`; a variable that is not there is a failure, never a gap. */
export function renderTemplate(template: string, facts: Record<string, unknown>, most = MAX_RENDERED): Rendered {
  const filled = fill(template, facts, most);
  if (filled.ok) return filled;
  const { expected, found, line, mend } = filled.fault;
  return {
    ok: false,
    message: `${CANNOT} expected ${expected}, found ${found} (line ${line}). ${mend}`,
  };
}

/** Looks a template over before it is used: its grammar, its names, and a trial with much and with little known. */
export function checkTemplate(template: string, kind: TemplateKind): TemplateFault[] {
  try {
    const faults = unknownVariables(template, kind);
    if (faults.length > 0) return faults;
  } catch (error) {
    return [formFault(template) ?? faultOf(error)];
  }
  for (const known of ['full', 'bare'] as const) {
    const filled = fill(template, sampleFacts(kind, known));
    if (!filled.ok) return [filled.fault];
  }
  return [];
}

function fill(
  template: string,
  facts: Record<string, unknown>,
  most = MAX_RENDERED,
): { ok: true; text: string } | { ok: false; fault: TemplateFault } {
  const fault = parsed.has(template) ? undefined : formFault(template);
  if (fault !== undefined) return { ok: false, fault };
  try {
    const raw: unknown = engine.renderSync(parsedFrom(template), facts);
    const text = String(raw);
    if (text.length <= most) return { ok: true, text: tidy(text) };
    const expected = `a template that gives at most ${most} characters`;
    return { ok: false, fault: { line: 1, column: 1, expected, found: `${text.length}`, mend: 'Shorten it.' } };
  } catch (error) {
    return { ok: false, fault: faultOf(error) };
  }
}

const engine = restricted();

/** The same few are filled again and again, with other facts. */
const parsed = new Map<string, ReturnType<Liquid['parse']>>();
const MOST_PARSED = 64;

function parsedFrom(template: string): ReturnType<Liquid['parse']> {
  const known = parsed.get(template);
  if (known !== undefined) return known;
  if (parsed.size >= MOST_PARSED) parsed.clear();
  const fresh = engine.parse(template);
  parsed.set(template, fresh);
  return fresh;
}

function restricted(): Liquid {
  const liquid = new Liquid({
    templates: {}, // in place of the file system
    ownPropertyOnly: true,
    strictVariables: true,
    strictFilters: true,
    jsTruthy: true, // an empty text counts as no: {% if cause %}
    parseLimit: MAX_TEMPLATE,
    renderLimit: MAX_MS,
    memoryLimit: MAX_BUILT,
  });
  keepOnly(liquid.tags, allowedTags);
  keepOnly(liquid.filters, allowedFilters);
  return liquid;
}

function keepOnly(registry: Record<string, unknown>, allowed: readonly string[]): void {
  for (const name of Object.keys(registry)) if (!allowed.includes(name)) delete registry[name];
}

/** What the library lets pass and a template here must not have. */
function formFault(template: string): TemplateFault | undefined {
  if (template.length > MAX_TEMPLATE)
    return {
      line: 1,
      column: 1,
      expected: `at most ${MAX_TEMPLATE} characters`,
      found: String(template.length),
      mend: 'Shorten it.',
    };
  let loops = 0;
  for (const { index, text } of tagsOf(template)) {
    const fault = (expected: string, mend: string, note = ''): TemplateFault => {
      const found = `${shortened(text.split('\n')[0] ?? '')}${note}`;
      return { ...placeOf(template, index), expected, found, mend };
    };
    // liquidjs takes what follows an open {{ for its content, up to the next }}: the text between would be gone.
    if (/\{[{%]/u.test(text.slice(2)))
      return fault('every {{ and every tag to be closed', 'Close it with }} or %}.', ' left open');
    if (/^\{%-?\s*endfor\b/u.test(text)) loops -= 1;
    if (!/^\{%-?\s*for\b/u.test(text)) continue;
    loops += 1;
    if (loops > 1) return fault('no loop inside a loop', 'The lists here are flat: one loop is enough.');
    if (text.includes('..')) return fault('a loop over one of the lists', 'Take the range out.');
  }
  return undefined;
}

function unknownVariables(template: string, kind: TemplateKind): TemplateFault[] {
  const known = templateVariables[kind];
  const names = known.map((variable) => variable.name);
  return engine
    .globalFullVariablesSync(engine.parse(template))
    .filter((name) => {
      // What stands behind a list's name (`news.size`, `components[0].name`) is tried in the trial.
      const [root = name] = name.split(/[.[]/u);
      return (
        root !== 'forloop' &&
        !known.some((variable) => variable.name === name || (variable.isList && variable.name === root))
      );
    })
    .map((name) => {
      const guess = nearest(name, names);
      return {
        ...placeOf(template, firstUse(name, template)),
        expected: 'a variable that this template knows',
        found: `{{ ${shortened(name)} }}`,
        mend: guess === undefined ? `It knows ${names.join(', ')}.` : `Did you mean {{ ${guess} }}?`,
      };
    });
}

/** Where a variable is first named within {{ }} or {% %}. */
function firstUse(name: string, template: string): number {
  const tag = tagsOf(template).find(({ text }) => text.includes(name));
  return tag === undefined ? 0 : tag.index + tag.text.indexOf(name);
}

function tagsOf(template: string): { index: number; text: string }[] {
  return [...template.matchAll(/\{\{.*?\}\}|\{%.*?%\}/gsu)].map((match) => ({ index: match.index, text: match[0] }));
}

function placeOf(template: string, index: number): { line: number; column: number } {
  const before = template.slice(0, index);
  return { line: before.split('\n').length, column: index - before.lastIndexOf('\n') };
}

/** liquidjs says in its own words what is wrong; these are ours. */
function faultOf(error: unknown): TemplateFault {
  const { message, line, column } = whereAndWhat(error);
  const at = { line, column };
  const named = (pattern: RegExp): string | undefined => pattern.exec(message)?.[1];

  const variable = named(/^undefined variable: (.+)$/su);
  if (variable !== undefined)
    return {
      ...at,
      expected: 'a variable that this template knows',
      found: `{{ ${variable} }}`,
      mend: 'The list of variables is in the settings help.',
    };
  const filter = named(/^undefined filter: (.+)$/su);
  if (filter !== undefined)
    return {
      ...at,
      expected: 'a filter that templates know',
      found: `"${filter}"`,
      mend: suggestion(filter, allowedFilters),
    };
  const tag = named(/^tag "(.+?)" not found$/su);
  if (tag !== undefined)
    return { ...at, expected: 'a tag that templates know', found: `{% ${tag} %}`, mend: suggestion(tag, allowedTags) };
  const open = named(/^(?:tag|output) "?(.+?)"? not closed$/su);
  if (open !== undefined)
    return {
      ...at,
      expected: 'every {{ and every tag to be closed',
      found: `${shortened(open)} left open`,
      mend: 'Close it with }}, %} or its end tag.',
    };
  if (/limit exceeded|call stack/u.test(message))
    return {
      ...at,
      expected: 'a template that ends soon and stays small',
      found: 'one that does not',
      mend: 'Take out what repeats.',
    };
  return {
    ...at,
    expected: 'a Liquid template',
    found: shortened(message),
    mend: 'Mend this place, or take the template from the built-in playbook.',
  };
}

function suggestion(name: string, known: readonly string[]): string {
  const guess = nearest(name, known);
  return guess === undefined ? `Use one of ${known.join(', ')}.` : `Did you mean ${guess}?`;
}

/** The library's errors end in ", line:2, col:4"; an exceeded parse limit has no place. */
function whereAndWhat(error: unknown): { message: string; line: number; column: number } {
  const whole = error instanceof Error ? error.message : String(error);
  const place = /, line:(\d+), col:(\d+)$/u.exec(whole);
  if (place === null) return { message: whole, line: 1, column: 1 };
  return { message: whole.slice(0, place.index), line: Number(place[1]), column: Number(place[2]) };
}

function shortened(text: string): string {
  const flat = text.replace(/\s+/gu, ' ').trim();
  return flat.length > 60 ? `${flat.slice(0, 57)}...` : flat;
}

/** Tags that print nothing leave blank lines behind. */
function tidy(text: string): string {
  return text
    .replace(/[ \t]+$/gmu, '')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
}
