// The program around the command line, as both hosts give it: the terminal, the real clock, the settings on disk.
import Conf from 'conf';
import { mkdirSync, writeSync } from 'node:fs';
import { userInfo } from 'node:os';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { isCode } from '../../src-shared/error-code.ts';
import { fileLog } from '../platform/log.ts';
import { realClock, realIds, realRandom } from '../platform/real-time.ts';
import { usualDataDir } from '../platform/usual-data-dir.ts';
import type { Surroundings } from './verb.ts';

/** `paper`: an HTML page as a PDF; null: this program cannot. `writer`, `verifier`: as they were built. */
export function surroundings({
  paper,
  version,
  writer,
  verifier,
}: Pick<Surroundings, 'paper' | 'version' | 'writer' | 'verifier'>): Surroundings {
  const clock = realClock();
  const { env } = process;
  return {
    out: (bytes) => writeAll(1, bytes),
    note: (words) => writeAll(2, words.endsWith('\n') ? words : `${words}\n`),
    askHidden: process.stdin.isTTY && process.stderr.isTTY ? askHidden : null,
    paper,
    env,
    cwd: process.cwd(),
    usualDataDir: usualDataDir(env),
    clock,
    ids: realIds(),
    random: realRandom(),
    version,
    writer,
    verifier,
    openStore: (dataDir, configName) => {
      mkdirSync(dataDir, { recursive: true, mode: 0o700 });
      return new Conf<Record<string, unknown>>({
        cwd: dataDir,
        configName,
        configFileMode: 0o600,
        accessPropertiesByDotNotation: false,
        // Put aside and said by the host that opens it next; here the defaults do.
        clearInvalidConfig: true,
      });
    },
    log: (dataDir) => fileLog(dataDir, clock.now),
    accountName: userInfo().username,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}

/** All of it before the program ends: a pipe takes what it can, and is asked again. */
function writeAll(file: 1 | 2, bytes: string | Uint8Array): void {
  const all = typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes;
  for (let at = 0; at < all.length;) {
    try {
      at += writeSync(file, all, at);
    } catch (error) {
      // Whoever reads has enough (`| head`): no fault of ours.
      if (isCode(error, 'EPIPE')) return;
      if (!isCode(error, 'EAGAIN')) throw error;
      Atomics.wait(WAITING, 0, 0, 5);
    }
  }
}

const WAITING = new Int32Array(new SharedArrayBuffer(4));

function askHidden(question: string): Promise<string> {
  process.stderr.write(question);
  // What is typed is read and shown nowhere.
  const nowhere = new Writable({ write: (_piece, _encoding, done) => done() });
  const line = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  return new Promise((resolve) => {
    line.once('line', (typed) => {
      line.close();
      process.stderr.write('\n');
      resolve(typed);
    });
    line.once('close', () => resolve(''));
  });
}
