// `warroom VERB`: the line is understood, the verb is run, and what came of it is said: in words, or as one line of JSON.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { drill } from './drill.ts';
import { ENDINGS, type Ended, stopped } from '../errands/endings.ts';
import { exportIncident } from './export.ts';
import { importFile } from './import.ts';
import { list } from './list.ts';
import { show } from './show.ts';
import type { Options, Surroundings, Verb } from './verb.ts';
import { verify } from './verify.ts';

export const verbs: readonly Verb[] = [list, show, exportIncident, importFile, verify, drill];

const COMMON: Options = {
  'data-dir': { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
};
const COMMON_HELP = [
  '--data-dir DIR     the folder of the record (also WARROOM_DATA_DIR; else the usual one of this account)',
  '--json             one line of JSON instead of words',
];

/** Answers the exit code. Everything that is said goes through `surroundings`. */
export async function run(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const [name, ...rest] = args;
  const verb = verbs.find((one) => one.name === name);
  if (verb === undefined) {
    if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
      surroundings.out(helpForAll());
      return name === undefined ? ENDINGS.usage.code : ENDINGS.done.code;
    }
    return end(
      surroundings,
      args.includes('--json'),
      stopped('usage', `There is no verb "${name}".\n\n${helpForAll()}`),
    );
  }
  const line = understood(verb, rest);
  const json = rest.includes('--json');
  if (!line.ok) return end(surroundings, json, stopped('usage', `${line.why}\n\n${helpFor(verb)}`));
  const { values, positionals } = line;
  if (values['help'] === true) {
    surroundings.out(helpFor(verb));
    return ENDINGS.done.code;
  }
  if (positionals.length < verb.positionals.least || positionals.length > verb.positionals.most)
    return end(surroundings, json, stopped('usage', `warroom ${verb.usage}\n\n${helpFor(verb)}`));
  const text = (option: string): string | undefined => {
    const value = values[option];
    return typeof value === 'string' ? value : undefined;
  };
  const { env, cwd, usualDataDir } = surroundings;
  const chosen = [text('data-dir'), env['WARROOM_DATA_DIR']].find((dir) => dir !== undefined && dir !== '');
  const ended = await verb
    .run({
      ...surroundings,
      dataDir: resolve(cwd, chosen ?? usualDataDir),
      positionals,
      text,
      has: (option) => values[option] === true,
    })
    .catch((error: unknown) => stopped('failed', error instanceof Error ? error.message : String(error)));
  return end(surroundings, json, ended);
}

/** An option of one verb, with a value or without. */
type Values = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;

function understood(
  verb: Verb,
  args: readonly string[],
): { ok: true; values: Values; positionals: readonly string[] } | { ok: false; why: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...COMMON, ...verb.options },
      allowPositionals: true,
    });
    return { ok: true, values, positionals };
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) };
  }
}

function end({ out, note }: Surroundings, json: boolean, ended: Ended): number {
  if (ended.ok) {
    for (const one of ended.notes ?? []) note(one);
    if (json) out(`${JSON.stringify({ ok: true, ...ended.data })}\n`);
    else if (ended.words !== '') out(ended.words);
    return ENDINGS.done.code;
  }
  const { ending, message, data } = ended;
  if (json) out(`${JSON.stringify({ ok: false, ending, code: ENDINGS[ending].code, message, ...data })}\n`);
  else note(message);
  return ENDINGS[ending].code;
}

function helpForAll(): string {
  return [
    'warroom VERB, over the same record as the cockpit. Beside a running Warroom list, show, export and verify read;\nwhat import and drill write goes through the running one, and its cockpit shows it at once.',
    '',
    ...verbs.map((verb) => `  ${verb.usage.padEnd(34)} ${verb.summary}`),
    '',
    'Each takes',
    ...COMMON_HELP.map((line) => `  ${line}`),
    '',
    'Exit codes',
    ...Object.values(ENDINGS).map(({ code, means }) => `  ${code}  ${means}`),
    '',
    'warroom VERB --help says more of one.',
    '',
  ].join('\n');
}

function helpFor(verb: Verb): string {
  return [
    `warroom ${verb.usage}`,
    '',
    verb.summary,
    '',
    ...[...verb.help, ...COMMON_HELP].map((line) => `  ${line}`),
    '',
  ].join('\n');
}
