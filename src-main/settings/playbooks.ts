// The playbooks of this host: the built-in ones, the team's files in <data folder>/playbooks, and the one that
// WARROOM_PLAYBOOK names; which of them the next incident is declared under. A broken file never stops anything.
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Answer, CheckedPlaybook, HostCommand, HostState, PlaybookListed } from '../../src-shared/bridge.ts';
import { isCode } from '../../src-shared/error-code.ts';
import { refuse, type Refused } from '../../src-shared/incident/refusal.ts';
import type { Pinned } from '../../src-shared/incident/slice.ts';
import { builtInPlaybooks, readBuiltIn } from '../../src-shared/playbook/built-in.ts';
import { readPlaybook } from '../../src-shared/playbook/read-playbook.ts';
import type { Playbook } from '../../src-shared/playbook/schema.ts';
import type { Store } from '../ports.ts';
import { writeWhole } from './write-whole.ts';

export interface Playbooks {
  /** what the next incident is declared under, and where it comes from */
  chosen: () => ChosenPlaybook;
  /** the same, as the cockpit shows it */
  summary: () => HostState['playbook'];
  /** a playbook that reads without a fault, for a switch */
  named: (ref: string) => Pinned | null;
  dispatch: (command: PlaybookCommand) => Answer;
  query: (query: PlaybookQuery) => { ok: true; answer: unknown } | Refused;
}

type PlaybookCommand = Extract<HostCommand, { type: `playbook.${string}` }>;
export function isPlaybookQuery<Asked extends { name: string }>(
  asked: Asked,
): asked is Extract<Asked, { name: `playbook${string}` }> {
  return asked.name.startsWith('playbook');
}

export function isPlaybookCommand(command: HostCommand): command is PlaybookCommand {
  return command.type.startsWith('playbook.');
}

type PlaybookQuery =
  | { name: 'playbook'; args: object }
  | { name: 'playbooks'; args: object }
  | { name: 'playbook-text'; args: { ref: string } }
  | { name: 'playbook-check'; args: { text: string } };

export interface ChosenPlaybook extends Pinned {
  ref: string;
  /** where it comes from, in words: "built in" or the path */
  source: string;
  /** WARROOM_PLAYBOOK names it: nothing else can be chosen */
  forced: boolean;
  /** why what was asked for is not in use; empty when all is well */
  problems: readonly string[];
}

const LARGEST = 512 * 1024;
const STANDARD = 'built-in:standard';
/** Set by the environment; it is no file of the playbooks folder. */
const GIVEN = 'environment';
const CHOSEN_KEY = 'playbook';
const MOST_FILES = 200;

export function openPlaybooks(options: {
  dataDir: string;
  store: Store;
  given: string | undefined;
  changed?: () => void;
}): Playbooks {
  const folder = join(options.dataDir, 'playbooks');
  const given = options.given === '' ? undefined : options.given;
  /** read files by path, so that a list does not read each of them again */
  const known = new Map<string, { stamp: string; text: string; checked: CheckedPlaybook }>();

  function builtInBy(ref: string): Playbook | null {
    const one = builtInPlaybooks.find(({ id }) => ref === `built-in:${id}`);
    if (one === undefined) return null;
    const read = builtIn.get(one.id) ?? readBuiltIn(one);
    builtIn.set(one.id, read);
    return read;
  }

  /** Null: no such file. A file that cannot be read counts as one with a problem. */
  function fileAt(path: string): { text: string; checked: CheckedPlaybook } | null {
    try {
      const stat = statSync(path);
      if (!stat.isFile()) return unreadable(path, `${path} is not a file.`);
      if (stat.size > LARGEST)
        return unreadable(path, `${path} is larger than 512 KB. A playbook is a few pages of YAML.`);
      const stamp = `${stat.mtimeMs} ${stat.size} ${stat.ino}`;
      const before = known.get(path);
      if (before?.stamp === stamp) return before;
      const text = readFileSync(path, 'utf8');
      const now = { stamp, text, checked: checkPlaybook(text, basename(path)) };
      known.set(path, now);
      return now;
    } catch (error) {
      if (isMissing(error)) return null;
      return unreadable(path, `${path} cannot be read (${error instanceof Error ? error.message : String(error)}).`);
    }
  }

  function teamFiles(): string[] {
    try {
      return readdirSync(folder)
        .filter((name) => teamName(name))
        .toSorted()
        .slice(0, MOST_FILES);
    } catch {
      return []; // no folder yet, or none that can be read: the built-in ones are there all the same
    }
  }

  function pathOf(ref: string): string | null {
    const name = ref.startsWith('team:') ? ref.slice(5) : '';
    return teamName(name) ? join(folder, name) : null;
  }

  function named(ref: string): Pinned | null {
    const ours = builtInBy(ref);
    if (ours !== null) return pinned(ours);
    const path = ref === GIVEN ? (given ?? null) : pathOf(ref);
    const file = path === null ? null : fileAt(path);
    return file?.checked.playbook === undefined || file.checked.playbook === null
      ? null
      : pinned(file.checked.playbook);
  }

  /** What stands in when the chosen one cannot be used: the version that was in use last, else the standard one. */
  function standIn(problems: readonly string[], forced: boolean): ChosenPlaybook {
    const path = pathOf(wanted());
    const last = forced || path === null ? null : fileAt(lastGood(path));
    if (path !== null && last?.checked.playbook !== undefined && last.checked.playbook !== null)
      return {
        ...pinned(last.checked.playbook),
        ref: wanted(),
        source: `the last good version of ${path}`,
        forced,
        problems,
      };
    const standard = builtInBy(STANDARD);
    if (standard === null) throw new Error('The standard playbook is built in.');
    return { ...pinned(standard), ref: STANDARD, source: 'built in', forced, problems };
  }

  function wanted(): string {
    const kept = options.store.get(CHOSEN_KEY);
    return typeof kept === 'string' ? kept : STANDARD;
  }

  function chosen(): ChosenPlaybook {
    if (given !== undefined) return fromFile(GIVEN, given, 'Check WARROOM_PLAYBOOK.');
    const ref = wanted();
    const ours = builtInBy(ref);
    if (ours !== null) return { ...pinned(ours), ref, source: 'built in', forced: false, problems: [] };
    const path = pathOf(ref);
    if (path === null) return standIn([], false);
    return fromFile(ref, path, 'Choose another playbook in the settings.');
  }

  function fromFile(ref: string, path: string, mend: string): ChosenPlaybook {
    const forced = ref === GIVEN;
    const file = fileAt(path);
    if (file === null) return standIn([`${path} cannot be read: it is not there. ${mend}`], forced);
    const { playbook } = file.checked;
    if (playbook === null) return standIn(inWords(file.checked), forced);
    if (!forced) keepLastGood(path, file.text);
    return { ...pinned(playbook), ref, source: path, forced, problems: [] };
  }

  /** Beside the file: what it falls back to when somebody breaks it by hand. */
  function keepLastGood(path: string, text: string): void {
    if (fileAt(lastGood(path))?.text === text) return;
    try {
      writeWhole(lastGood(path), text);
    } catch {
      // Without a way back it still runs; a full disk is told where something is lost by it.
    }
  }

  function list(): PlaybookListed[] {
    const now = chosen();
    const ours = builtInPlaybooks.map(({ id, fileName }): PlaybookListed => {
      const ref = `built-in:${id}`;
      const playbook = builtInBy(ref);
      return {
        ref,
        kind: 'built-in',
        file: fileName,
        name: playbook?.name ?? id,
        description: playbook?.description ?? '',
        problems: [],
        chosen: now.ref === ref,
      };
    });
    const listed = (ref: string, kind: 'team' | 'environment', path: string): PlaybookListed => {
      const file = fileAt(path);
      const problems = file === null ? [`${path} is not there.`] : inWords(file.checked);
      const { name, description } = file?.checked.playbook ?? { name: basename(path), description: '' };
      return { ref, kind, file: basename(path), name, description, problems, chosen: now.ref === ref };
    };
    return [
      ...(given === undefined ? [] : [listed(GIVEN, 'environment', given)]),
      ...teamFiles().map((name) => listed(`team:${name}`, 'team', join(folder, name))),
      ...ours,
    ];
  }

  function textOf(ref: string): { text: string; checked: CheckedPlaybook } | null {
    const ours = builtInPlaybooks.find(({ id }) => ref === `built-in:${id}`);
    if (ours !== undefined) return { text: ours.text, checked: checkPlaybook(ours.text, ours.fileName) };
    const path = ref === GIVEN ? (given ?? null) : pathOf(ref);
    return path === null ? null : fileAt(path);
  }

  function choose(ref: string): Answer {
    if (given !== undefined)
      return refuse('not-available', 'WARROOM_PLAYBOOK names the playbook. Start without it to choose one here.');
    if (named(ref) === null)
      return refuse('not-available', 'This playbook has problems, or is not there any more. Mend it, then use it.');
    options.store.set(CHOSEN_KEY, ref);
    return done;
  }

  function save({ ref, text, was }: Extract<PlaybookCommand, { type: 'playbook.save' }>): Answer {
    const checked = checkPlaybook(text, 'this text');
    const { playbook } = checked;
    if (playbook === null)
      return refuse('malformed', inWords(checked)[0] ?? 'This is no playbook. Mend what is listed, then save.', 'text');
    if (builtInPlaybooks.some(({ id }) => id === playbook.id)) {
      const own = `Give this playbook an id of its own, e.g. ${playbook.id}-team.`;
      return refuse('malformed', `"${playbook.id}" is built in. ${own}`, 'text');
    }
    const path = pathOf(ref ?? `team:${playbook.id}.yaml`);
    if (path === null)
      return refuse('not-available', 'Only playbooks of the team can be changed. Duplicate this one, then save that.');
    const there = fileAt(path);
    const name = basename(path);
    if (ref === null && there !== null)
      return refuse('not-available', `There is a playbook ${name} already. Give this one another id.`, 'text');
    if (ref !== null && (there === null ? null : textHash(there.text)) !== was)
      return refuse(
        'not-available',
        `${name} was changed by somebody else meanwhile. Duplicate what you have under another id, or open it again.`,
        'text',
      );
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      if (there !== null) copyFileSync(path, `${path}.before`);
      writeWhole(path, text);
      return done;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return refuse('storage-failed', `Not saved: ${why}. What you typed is kept; try again.`);
    }
  }

  /** Incidents hold their own copy, so any file may go; it stays beside, under another name. */
  function remove(ref: string): Answer {
    const path = pathOf(ref);
    if (path === null || !existsSync(path))
      return refuse('not-available', 'Only playbooks of the team can be deleted, and this one is not there.');
    try {
      renameSync(path, `${path}.before`);
    } catch (error) {
      return refuse('storage-failed', `Not deleted: ${error instanceof Error ? error.message : String(error)}.`);
    }
    if (wanted() === ref) options.store.delete(CHOSEN_KEY);
    return done;
  }

  function dispatch(command: PlaybookCommand): Answer {
    switch (command.type) {
      case 'playbook.choose':
        return choose(command.ref);
      case 'playbook.save':
        return save(command);
      case 'playbook.delete':
        return remove(command.ref);
    }
  }

  return {
    chosen,
    named,
    summary: () => {
      const { playbook, ref, source, forced, problems } = chosen();
      return { ref, id: playbook.id, name: playbook.name, source, forced, problems };
    },
    dispatch: (command) => {
      const answer = dispatch(command);
      options.changed?.();
      return answer;
    },
    query: (asked) => {
      switch (asked.name) {
        case 'playbook':
          return { ok: true, answer: chosen().playbook };
        case 'playbooks':
          return { ok: true, answer: list() };
        case 'playbook-check':
          return { ok: true, answer: checkPlaybook(asked.args.text, 'this text') };
        case 'playbook-text': {
          const found = textOf(asked.args.ref);
          if (found === null) return refuse('not-available', 'This playbook is not there any more. Choose another.');
          const { text, checked } = found;
          return { ok: true, answer: { text, hash: textHash(text), checked } };
        }
      }
    },
  };
}

/** What a text is as a playbook, with everything that is wrong with it. */
function checkPlaybook(text: string, file: string): CheckedPlaybook {
  const read = readPlaybook(text, file);
  return read.ok
    ? { playbook: read.playbook, hash: pinned(read.playbook).playbookHash, problems: [], more: 0 }
    : { playbook: null, hash: null, problems: read.problems, more: read.more };
}

function inWords({ problems, more }: CheckedPlaybook): string[] {
  return [...problems.map(({ message }) => message), ...(more === 0 ? [] : [`And ${more} more problems.`])];
}

function unreadable(path: string, message: string): { text: string; checked: CheckedPlaybook } {
  const problem = {
    file: basename(path),
    line: 1,
    column: 1,
    path: '',
    expected: 'a file',
    found: '',
    mend: '',
    message,
  };
  return { text: '', checked: { playbook: null, hash: null, problems: [problem], more: 0 } };
}

/** SHA-256, hex, of the playbook as JSON: what events carry and the journal stores it under. */
function pinned(playbook: Playbook): Pinned {
  let hash = hashes.get(playbook);
  if (hash === undefined) {
    hash = textHash(JSON.stringify(playbook));
    hashes.set(playbook, hash);
  }
  return { playbook, playbookHash: hash };
}

/** Built in, so they are read once, whoever asks: the standard one's YAML takes 30 ms. */
const builtIn = new Map<string, Playbook>();

/** A playbook that was read is never changed, and its 60 KB are asked for with every step of the outbox. */
const hashes = new WeakMap<Playbook, string>();

function textHash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

function teamName(name: string): boolean {
  return /^[\w][\w .-]{0,80}\.ya?ml$/u.test(name) && !name.includes('..');
}

function lastGood(path: string): string {
  return `${path}.last-good`;
}

function isMissing(error: unknown): boolean {
  return isCode(error, 'ENOENT', 'ENOTDIR');
}

const done: Answer = { ok: true, events: [] };
