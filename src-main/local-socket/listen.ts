// The running Warroom's side: errands come in from the command line, one a connection, and are done one after another. Only this
// account can open the socket; what comes in is capped and checked all the same before anything is done.
import { rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { type Ended, stopped } from '../errands/endings.ts';
import { type Errand, errandSchema, sizeOf } from '../errands/index.ts';
import type { Log } from '../ports.ts';
import { addressesOf, prepareAddress } from './address.ts';
import { Broken, GREETING_BYTES, jsonIn, MESSAGE_BYTES, type Reader, readerOf, sendJson } from './frames.ts';
import { greetingSchema, PROTOCOL } from './greeting.ts';

export interface LocalSocketOptions {
  dataDir: string;
  version: string;
  errand: (errand: Errand, bytes: Uint8Array, signal: AbortSignal) => Promise<Ended>;
  log: Log;
}

export interface LocalSocket {
  /** what is under way ends first */
  stop: () => Promise<void>;
}

const MOST_AT_ONCE = 16;
const GREETING_MS = 5_000;
const UNREADABLE = 'This is no errand of the command line. Nothing was changed.';

/** Whoever calls holds the folder's lock, so whatever lies there already was left by one that is gone. Never rejects. */
export async function openLocalSocket(options: LocalSocketOptions): Promise<LocalSocket> {
  const { dataDir, log } = options;
  const ending = new AbortController();
  /** connections, and whether an errand of theirs is being done */
  const open = new Map<Socket, boolean>();
  const serving = new Set<Promise<void>>();
  let turn: Promise<unknown> = Promise.resolve();

  /** In turn: two files at once would be twice as much in memory. */
  function inTurn(work: () => Promise<Ended>): Promise<Ended> {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  }

  async function serve(socket: Socket): Promise<void> {
    open.set(socket, false);
    socket.once('close', () => open.delete(socket));
    try {
      const reader = readerOf(socket);
      const refused = await greeted(reader, options.version);
      if (refused !== null) return sendJson(socket, refused);
      sendJson(socket, { ok: true });
      const ended = await asked(reader, () => open.set(socket, true));
      log.info('errand', { ended: ended.ok ? 'done' : ended.ending });
      sendJson(socket, ended);
    } catch (error) {
      // Whoever it was is gone, or does not speak this: there is nobody to be told more.
      if (!(error instanceof Broken)) log.error('errand failed', { detail: String(error) });
      if (!socket.destroyed)
        sendJson(socket, error instanceof Broken ? stopped('refused', UNREADABLE) : stopped('failed', FAILED));
    } finally {
      socket.end();
    }
  }

  async function asked(reader: Reader, begins: () => void): Promise<Ended> {
    const errand = errandSchema.safeParse(jsonIn(await reader.next(MESSAGE_BYTES)));
    if (!errand.success) return stopped('refused', UNREADABLE);
    const size = sizeOf(errand.data);
    return inTurn(async () => {
      const bytes = size === 0 ? new Uint8Array() : await reader.next(size);
      if (bytes.length !== size) throw new Broken('a file of another size');
      if (ending.signal.aborted) return stopped('running', ENDING);
      begins();
      return options.errand(errand.data, bytes, ending.signal);
    });
  }

  let server: Server | null = null;
  try {
    server = await listening(firstAddress(dataDir), (socket) => {
      const served = serve(socket).finally(() => serving.delete(served));
      serving.add(served);
    });
  } catch (error) {
    // The cockpit goes on without; verbs that write are refused while it runs.
    log.error('local socket', { detail: error instanceof Error ? error.message : String(error) });
  }
  return {
    stop: async () => {
      ending.abort();
      const closed = new Promise<void>((resolve) => (server === null ? resolve() : server.close(() => resolve())));
      for (const [socket, isDone] of open) if (!isDone) socket.destroy();
      await Promise.all(serving);
      for (const socket of open.keys()) socket.destroySoon();
      await closed;
    },
  };
}

const FAILED = 'Warroom could not do this. See its log; what was asked may be in the record: warroom list';
const ENDING = 'Warroom is ending. Nothing was changed; try again.';

function firstAddress(dataDir: string): string {
  const [address] = addressesOf(dataDir);
  if (address === undefined) throw new Error('there is no folder for it');
  return address;
}

async function greeted(reader: Reader, version: string): Promise<Ended | null> {
  const greeting = greetingSchema.safeParse(jsonIn(await reader.next(GREETING_BYTES, GREETING_MS)));
  if (!greeting.success) return stopped('refused', UNREADABLE);
  const { protocol, version: theirs } = greeting.data;
  if (protocol === PROTOCOL && theirs === version) return null;
  return stopped(
    'running',
    `Warroom ${version} is running on this folder, and this command line is ${theirs}. Use the same version for both, or end Warroom first. Nothing was changed.`,
  );
}

async function listening(address: string, serve: (socket: Socket) => void): Promise<Server> {
  prepareAddress(address);
  if (process.platform !== 'win32') rmSync(address, { force: true });
  const server = createServer({ allowHalfOpen: false, pauseOnConnect: false }, serve);
  server.maxConnections = MOST_AT_ONCE;
  // Bound in this very call: nobody else could ever open it, not even for a moment.
  const mask = process.umask(0o177);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(address, resolve);
      process.umask(mask);
    });
  } finally {
    process.umask(mask);
  }
  return server;
}
