// What goes over the socket: pieces, each with its length in four bytes in front. Whoever reads says how long one may be.
import type { Socket } from 'node:net';
import { withinCaps } from '../bridge/caps.ts';
import { MAX_REQUEST_BYTES, MAX_REQUEST_DEPTH } from '../../src-shared/bridge.ts';

/** The other side did not keep to it, was too slow, or is gone. */
export class Broken extends Error {}

/** one short message: who is there */
export const GREETING_BYTES = 1_000;
export const MESSAGE_BYTES = MAX_REQUEST_BYTES;
/** Nothing came for so long in the middle of something. */
const SILENT_MS = 30_000;

export interface Reader {
  /** the next piece; rejects with `Broken` */
  next: (most: number, silentMs?: number | null) => Promise<Buffer>;
}

/** Reads only what is asked for: what nobody takes stays with the sender. */
export function readerOf(socket: Socket): Reader {
  let broken: Error | null = null;
  socket.on('error', (error) => (broken = error));

  function take(count: number, silentMs: number | null): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const bytes = socket.read(count) as Buffer | null; // no encoding is set
        if (bytes?.length === count) done(() => resolve(bytes));
        else if (socket.readableEnded || socket.destroyed)
          done(() => reject(new Broken(broken?.message ?? 'it was closed')));
      };
      const silent = (): void => done(() => reject(new Broken('nothing came any more')));
      const done = (then: () => void): void => {
        socket.setTimeout(0);
        socket.off('readable', look).off('end', look).off('close', look).off('timeout', silent);
        then();
      };
      socket.on('readable', look).on('end', look).on('close', look).on('timeout', silent);
      socket.setTimeout(silentMs ?? 0);
      look();
    });
  }

  return {
    next: async (most, silentMs = SILENT_MS) => {
      const length = (await take(4, silentMs)).readUInt32BE();
      if (length === 0 || length > most) throw new Broken(`a piece of ${length} bytes, and ${most} are read`);
      return take(length, silentMs);
    },
  };
}

export function send(socket: Socket, bytes: Uint8Array): void {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  socket.write(length);
  socket.write(bytes);
}

export function sendJson(socket: Socket, value: unknown): void {
  send(socket, Buffer.from(JSON.stringify(value), 'utf8'));
}

/** As plain data within the bridge's limits; undefined: it is not. */
export function jsonIn(bytes: Uint8Array): unknown {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return withinCaps(value, { bytes: MAX_REQUEST_BYTES, depth: MAX_REQUEST_DEPTH }) ? value : undefined;
  } catch {
    return undefined;
  }
}
