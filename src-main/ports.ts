// What the host takes from outside, as interfaces: time, chance, the log. The real ones are in platform/; tests and the
// simulation give their own, so that the same code runs under a clock that they turn.

import type { FileKind, HostCommand } from '../src-shared/bridge.ts';

export interface Clock {
  /** ms since the epoch, UTC */
  now: () => number;
  /** ms that have passed since some moment of this life, asleep or awake, whatever the wall clock was set to */
  steady: () => number;
  /** calls back once after `ms`; call the answer to stop it */
  after: (ms: number, call: () => void) => () => void;
}

export interface Ids {
  /** a fresh ULID for this time; two calls in one millisecond still sort in order */
  ulid: (now: number) => string;
}

export interface Random {
  bytes: (count: number) => Uint8Array;
}

/** A line of the log names a thing that happened and plain facts; never the text of an incident, never a token. */
export interface Log {
  info: (what: string, facts?: Readonly<Record<string, string | number | boolean | null>>) => void;
  error: (what: string, facts?: Readonly<Record<string, string | number | boolean | null>>) => void;
}

/**
 * The way out. As `fetch`: it rejects where nothing came back, and that is no proof that nothing arrived. Redirects are
 * not followed, and no request is ever sent twice by it.
 */
export type Http = (url: string, init: HttpInit) => Promise<Response>;
export interface HttpInit {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  headers: Readonly<Record<string, string>>;
  body?: string | Uint8Array<ArrayBuffer>;
  signal?: AbortSignal;
}

/**
 * The way out for a connection that stays: what undici's WebSocket is given to connect through, with the proxy and the
 * certificates of this machine. Rejects where the address or the proxy cannot be used, in words for the person.
 */
export type WayOut = (url: string) => Promise<{ dispatch: (options: never, handler: never) => boolean }>;

/** Where secrets lie. `kept` false: only in memory until Warroom ends, and `why` says so in words for the person. */
export interface Keychain {
  kept: boolean;
  why: string | null;
  get: (name: string) => Promise<string | null>;
  /** null forgets it */
  set: (name: string, secret: string | null) => Promise<void>;
}

/** Preferences and drafts on disk: what `conf` and `electron-store` both offer. */
export interface Store {
  get: (key: string) => unknown;
  set: (key: string, value: unknown) => void;
  delete: (key: string) => void;
}

export type DesktopCommand = Extract<HostCommand, { type: 'menu.show' | 'capture.close' }>;

/** A file on its way between the person and the host. */
export interface NamedFile {
  /** without a folder */
  name: string;
  bytes: Uint8Array;
}

/** What only one of the hosts can do; null where it cannot. */
export interface Native {
  /** `html`: the same with its formatting */
  copyText: ((text: string, html?: string) => void) | null;
  /** the cockpit's page as the printer would get it, as a PDF */
  printToPdf: (() => Promise<Uint8Array>) | null;
  openLink: ((url: string) => Promise<void>) | null;
  showFolder: ((path: string) => Promise<void>) | null;
  /** what the page shows for paper; `name`: of the file where it becomes one. It rejects with what to do. */
  print: ((name: string) => Promise<void>) | null;
  /** the small timer over every other program */
  showTimer: ((on: boolean) => void) | null;
  /** brings the cockpit to the front, on an incident where one is named */
  showCockpit: ((incident?: string) => void) | null;
  /** the native menu, and the line over any program */
  ofDesktop: ((command: DesktopCommand) => void) | null;
  /**
   * Asks the person where to, and writes it there whole or not at all, for its owner alone; false: they thought better of it.
   * Rejects with what the disk says. null: the page downloads it (web/files.ts).
   */
  saveFile: ((file: NamedFile) => Promise<boolean>) | null;
  /** Asks the person which; null: they thought better of it. Rejects where it cannot be read or is over `most` bytes. */
  chooseFile: ((kind: FileKind, most: number) => Promise<NamedFile | null>) | null;
  /** keeps the laptop awake while `on` */
  keepAwake: ((on: boolean) => void) | null;
}
