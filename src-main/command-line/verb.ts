// What a verb is, and what it is given. One verb a file; run.ts finds it by its name.
import type { ParseArgsConfig } from 'node:util';
import type { Clock, Ids, Log, Random, Store } from '../ports.ts';
import type { Ended } from '../errands/endings.ts';

/** What the command line takes from the program that it runs in. */
export interface Surroundings {
  /** as much of it as the verb says, in order */
  out: (bytes: string | Uint8Array) => void;
  /** notes beside the answer: for a person, never for a script */
  note: (words: string) => void;
  /** asks at the terminal without showing what is typed; null: there is no terminal */
  askHidden: ((question: string) => Promise<string>) | null;
  /** an HTML page as paper; null: only Electron can */
  paper: ((html: string) => Promise<Uint8Array>) | null;
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
  usualDataDir: string;
  clock: Clock;
  ids: Ids;
  random: Random;
  version: string;
  /** where the journal's threads begin */
  writer: URL;
  /** the page that checks an evidence bundle, as it was built */
  verifier: URL;
  /** the settings of a data folder; it is there when this is asked for */
  openStore: (dataDir: string, name: string) => Store;
  log: (dataDir: string) => Log;
  accountName: string;
  zone: string;
}

export type Options = NonNullable<ParseArgsConfig['options']>;

export interface Given extends Surroundings {
  dataDir: string;
  positionals: readonly string[];
  /** what was given for an option that takes a value */
  text: (name: string) => string | undefined;
  /** whether an option without value was given */
  has: (name: string) => boolean;
}

export interface Verb {
  name: string;
  /** what follows the name, as the help shows it */
  usage: string;
  /** one line for the list of verbs */
  summary: string;
  /** the lines of its own help: options and what they mean */
  help: readonly string[];
  options: Options;
  /** how many words follow the name */
  positionals: { least: number; most: number };
  run: (given: Given) => Promise<Ended>;
}
