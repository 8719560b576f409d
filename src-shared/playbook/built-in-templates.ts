// Warroom's own templates, as the standard playbook has them: what stands in where another playbook sets none, or a broken one.
// And a template of any playbook by its place.
import { parse } from 'yaml';
import { playbookSchema, type Playbook } from './schema.ts';
import standard from './standard.yaml?raw';

export type DocumentTemplate = 'sitrep' | 'briefing' | 'postMortem' | 'internalMail';
type Path = readonly string[];

let own: Playbook | undefined;

export function builtInTemplateAt(path: Path): string {
  own ??= playbookSchema.parse(parse(standard, { schema: 'core', version: '1.2' }));
  return templateAt(own, path) ?? '';
}

/** Null: the playbook sets none there. */
export function templateAt(playbook: Playbook, path: Path): string | null {
  let at: unknown = playbook;
  for (const step of path) at = isMap(at) && Object.hasOwn(at, step) ? at[step] : null;
  return typeof at === 'string' ? at : null;
}

/** The same playbook with another template at a place. */
export function withTemplate(playbook: Playbook, path: Path, template: string): Playbook {
  return replaced(playbook, path, template) as Playbook; // only a template, which is a text, is another one
}

function replaced(at: unknown, [step, ...rest]: Path, template: string): unknown {
  if (step === undefined) return template;
  return isMap(at) ? { ...at, [step]: replaced(at[step], rest, template) } : at;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
