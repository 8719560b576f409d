// The log: one JSON line a happening in <data>/logs/warroom.log, rotated, with nothing of an incident's text and no secrets.
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../ports.ts';

const ROTATE_AT = 1_000_000;

export interface LogFile extends Log {
  /** the newest lines, for diagnostics */
  tail: () => string;
}

export function fileLog(dataDir: string, now: () => number): LogFile {
  const folder = join(dataDir, 'logs');
  const file = join(folder, 'warroom.log');
  const write = (level: 'info' | 'error', what: string, facts: Readonly<Record<string, unknown>> = {}): void => {
    const line = redacted(JSON.stringify({ at: new Date(now()).toISOString(), level, what, ...facts }));
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      if (existsSync(file) && statSync(file).size > ROTATE_AT) renameSync(file, join(folder, 'warroom.1.log'));
      if (!existsSync(file)) writeFileSync(file, '', { mode: 0o600 });
      appendFileSync(file, `${line}\n`);
    } catch {
      // A log that cannot be written must never stop the incident; the trouble with the disk shows in the cockpit.
    }
  };
  return {
    info: (what, facts) => write('info', what, facts),
    error: (what, facts) => write('error', what, facts),
    tail: () => {
      try {
        return readFileSync(file, 'utf8').split('\n').slice(-400).join('\n');
      } catch {
        return '';
      }
    },
  };
}

/** Takes out what looks like a token, a mail address or a home folder's owner. */
export function redacted(line: string): string {
  return line
    .replace(/\bxox[a-z]-[\w-]+|\bxapp-[\w-]+/gu, '[token]')
    .replace(/\b(OAuth|Bearer|token[=:])\s*[\w.-]{8,}/giu, '$1 [token]')
    .replace(/[\w.+-]+@[\w-]+\.[\w.]+/gu, '[mail]')
    .replace(/(\/home\/|\/Users\/|C:\\\\Users\\\\)[^/\\"]+/gu, '$1[user]');
}
