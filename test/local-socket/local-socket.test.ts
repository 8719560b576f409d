// The local socket of a running Warroom: who may open it, what is left behind by one that was killed, what goes over it, and that what
// cannot be understood changes nothing (issue 6, point 7).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Ended } from '../../src-main/errands/endings.ts';
import type { Errand } from '../../src-main/errands/index.ts';
import { addressesOf, lookAt, prepareAddress, thisMachine } from '../../src-main/local-socket/address.ts';
import { askRunning } from '../../src-main/local-socket/ask.ts';
import { readerOf, sendJson } from '../../src-main/local-socket/frames.ts';
import { type LocalSocket, openLocalSocket } from '../../src-main/local-socket/listen.ts';

const errand: Errand = {
  errand: 'timeline',
  into: null,
  declare: { title: 'Night', impact: '', severity: 2, detectedAt: 0 },
  entries: [{}],
};
const nothing = new Uint8Array();
const done: Ended = { ok: true, words: 'done\n', data: {} };

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'warroom-socket-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

async function listen(
  dataDir: string,
  does: (errand: Errand, bytes: Uint8Array, signal: AbortSignal) => Promise<Ended> = () => Promise.resolve(done),
): Promise<{ socket: LocalSocket; log: string[] }> {
  const log: string[] = [];
  const note = (what: string, facts: object = {}): void => void log.push(`${what} ${JSON.stringify(facts)}`);
  const socket = await openLocalSocket({ dataDir, version: '1.2.3', errand: does, log: { info: note, error: note } });
  onTestFinished(() => socket.stop());
  return { socket, log };
}

const addressOf = (dataDir: string): string => addressesOf(dataDir)[0] ?? '';

test('an errand is done by the one that runs, by whatever name its folder is called; nobody else may open the socket', async () => {
  const dir = folder();
  const asked: Errand[] = [];
  await listen(dir, (one) => (asked.push(one), Promise.resolve(done)));
  expect(await askRunning(dir, '1.2.3', errand, nothing)).toEqual(done);
  const alias = join(folder(), 'alias');
  symlinkSync(dir, alias);
  expect(await askRunning(alias, '1.2.3', errand, nothing)).toEqual(done);
  expect(asked).toEqual([errand, errand]);
  expect(statSync(addressOf(dir)).mode & 0o777).toBe(0o600);
  expect(await askRunning(folder(), '1.2.3', errand, nothing)).toBeNull();
});

test('a file goes with it whole, however long, and errands are done one after another', async () => {
  const dir = folder();
  const bytes = Buffer.alloc(8_000_000, 'warroom');
  let under = 0;
  let most = 0;
  await listen(dir, async (_errand, came) => {
    most = Math.max(most, (under += 1));
    // The others have come meanwhile.
    for (let n = 0; n < 500; n += 1) await new Promise(setImmediate);
    under -= 1;
    return { ...done, data: { same: bytes.equals(came) } };
  });
  const file: Errand = { errand: 'handover', size: bytes.length, passphrase: 'x', preview: true };
  const answers = await Promise.all([1, 2, 3].map(() => askRunning(dir, '1.2.3', file, bytes)));
  await Promise.all([1, 2, 3].map(() => askRunning(dir, '1.2.3', errand, nothing)));
  expect(answers).toEqual([1, 2, 3].map(() => ({ ...done, data: { same: true } })));
  expect(most).toBe(1);
});

test('another version is refused with both named, and nothing is done', async () => {
  const dir = folder();
  const { log } = await listen(dir, () => Promise.reject(new Error('it was done')));
  expect(await askRunning(dir, '1.3.0', errand, nothing)).toMatchObject({
    ok: false,
    ending: 'running',
    message: expect.stringMatching(/Warroom 1\.2\.3 is running .* this command line is 1\.3\.0/u),
  });
  expect(log).toEqual([]);
});

test('one that was killed leaves a socket behind: nobody answers there, and the next one takes its place', async () => {
  const dir = folder();
  const address = addressOf(dir);
  const child = spawn(process.execPath, [
    '-e',
    `require('net').createServer().listen(${JSON.stringify(address)}, () => console.log('on'))`,
  ]);
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(existsSync(address)).toBe(true);
  expect(await askRunning(dir, '1.2.3', errand, nothing)).toBeNull();
  await listen(dir);
  expect(await askRunning(dir, '1.2.3', errand, nothing)).toEqual(done);
});

test('for a folder with a long name it lies in a folder of its own among short-lived files, for this account alone', async () => {
  const dir = join(folder(), ...Array.from({ length: 6 }, () => 'a-folder-with-a-long-name'));
  mkdirSync(dir, { recursive: true });
  const address = addressOf(dir);
  expect(Buffer.byteLength(address)).toBeLessThanOrEqual(103);
  await listen(dir);
  expect(statSync(dirname(address)).mode & 0o777).toBe(0o700);
  expect(await askRunning(dir, '1.2.3', errand, nothing)).toEqual(done);
});

test('what is not of this account, or open to others, is neither listened at nor asked', async () => {
  const dir = folder();
  writeFileSync(addressOf(dir), 'no socket');
  expect(await askRunning(dir, '1.2.3', errand, nothing)).toMatchObject({ ok: false, ending: 'running' });
  await listen(dir);
  chmodSync(dir, 0o770);
  expect(await askRunning(dir, '1.2.3', errand, nothing)).toMatchObject({
    ok: false,
    message: expect.stringContaining('open to other accounts'),
  });
  const other = { ...thisMachine(), uid: (process.getuid?.() ?? 0) + 1 };
  expect(lookAt(addressOf(dir), other)).toMatchObject({ why: expect.stringContaining('not a socket of your account') });
  expect(() => prepareAddress(join(dir, 'x.sock'), other)).toThrow('not a folder of your account');
  const { log } = await listen(dir);
  expect(log).toEqual([expect.stringContaining('open to other accounts')]);
});

test('Windows has a pipe, named by the account and the folder', () => {
  const dir = folder();
  const [pipe, ...more] = addressesOf(dir, { platform: 'win32', uid: undefined, folders: [] });
  expect(pipe).toMatch(/^\\\\\.\\pipe\\warroom-[0-9a-f]{32}$/u);
  expect(more).toEqual([]);
});

/** What comes back for these bytes, as JSON; null: it was closed without a word. */
async function answerTo(address: string, say: (socket: Socket) => void): Promise<unknown> {
  const socket = connect(address);
  const reader = readerOf(socket);
  await once(socket, 'connect');
  say(socket);
  try {
    return JSON.parse((await reader.next(1_000_000)).toString('utf8')) as unknown;
  } catch {
    return null;
  } finally {
    socket.destroy();
  }
}

test('what is no errand is refused in words before anything is done, too long a piece before it is read', async () => {
  const dir = folder();
  await listen(dir, () => Promise.reject(new Error('it was done')));
  const address = addressOf(dir);
  const length = (bytes: number): Buffer => {
    const four = Buffer.alloc(4);
    four.writeUInt32BE(bytes);
    return four;
  };
  for (const first of [length(0), length(2 ** 32 - 1), length(1_001), Buffer.concat([length(2), Buffer.from('no')])])
    expect(await answerTo(address, (socket) => void socket.write(first))).toMatchObject({
      ok: false,
      ending: 'refused',
    });
  expect(await answerTo(address, (socket) => void socket.end('GET / HTTP/1.1\r\n\r\n'))).toMatchObject({ ok: false });
  // By one that greets well.
  const greeting = { warroom: 'errand', protocol: 1, version: '1.2.3' };
  for (const asked of [{}, { ...errand, entries: [] }, { ...errand, more: 1 }, { errand: 'handover', size: 2 ** 40 }]) {
    const socket = connect(address);
    const reader = readerOf(socket);
    sendJson(socket, greeting);
    await reader.next(1_000);
    sendJson(socket, asked);
    expect((await reader.next(1_000)).toString()).toContain('no errand');
    socket.destroy();
  }
  // Cut off in the middle: nobody is there to be told.
  expect(await answerTo(address, (socket) => void socket.end(length(40)))).toBeNull();
});

test('one that fails says so, and the next is done; at the end what is under way has its answer', async () => {
  const dir = folder();
  let fails = true;
  let begun = (): void => {};
  const began = new Promise<void>((resolve) => (begun = resolve));
  const { socket, log } = await listen(dir, (_errand, _bytes, signal) => {
    if (fails) return Promise.reject(new Error('the disk is gone'));
    begun();
    return new Promise((resolve) => signal.addEventListener('abort', () => resolve({ ...done, words: 'in time\n' })));
  });
  expect(await askRunning(dir, '1.2.3', errand, nothing)).toMatchObject({ ok: false, ending: 'failed' });
  expect(log).toEqual([expect.stringContaining('the disk is gone')]);
  fails = false;
  const last = askRunning(dir, '1.2.3', errand, nothing);
  await began;
  const idle = connect(addressOf(dir));
  await once(idle, 'connect');
  await socket.stop();
  expect(await last).toMatchObject({ ok: true, words: 'in time\n' });
  expect(existsSync(join(dir, 'warroom.sock'))).toBe(false);
  idle.destroy();
});

test('one that ends in the middle is told apart from one that never took it', async () => {
  const dir = folder();
  const server = createServer((socket) => {
    const reader = readerOf(socket);
    void reader
      .next(1_000)
      .then(() => (sendJson(socket, { ok: true }), reader.next(1_000)))
      .then(() => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(addressOf(dir), resolve));
  onTestFinished(() => void server.close());
  expect(await askRunning(dir, '1.2.3', errand, nothing)).toMatchObject({
    ok: false,
    ending: 'failed',
    message: expect.stringContaining('in the record or not'),
  });
});
