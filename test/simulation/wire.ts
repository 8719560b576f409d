// Slack's sockets without a network: what undici's WebSocket is given to connect through ends at the twin in this process, and
// every piece of it takes its time, both ways. A line that is cut loses it, and nobody is told; its machine's end closes it.
import type { IncomingMessage } from 'node:http';
import { Duplex } from 'node:stream';
// Loaded by the adapter when they are first needed, from a disk that knows no virtual time.
import '@slack/socket-mode';
import '@slack/web-api';
import { WebSocketServer } from 'ws';
import type { WayOut } from '../../src-main/ports.ts';
import { acceptOver } from '../twins/serve.ts';
import type { Twin } from '../twins/twin.ts';
import type { Agenda, Being } from './agenda.ts';
import type { Line } from './net.ts';

interface WireOptions {
  agenda: Agenda;
  line: Line;
  being: Being;
  /** ms of one way */
  delay: () => number;
  twin: Twin;
}

/** What undici hands over, as far as a WebSocket asks for it. */
interface Asked {
  path: string;
  headers: Readonly<Record<string, { name: string; value: string } | string>>;
}
interface Handler {
  onRequestStart: (controller: object, context: object) => void;
  onRequestUpgrade: (controller: object, status: number, headers: Record<string, string>, socket: Duplex) => void;
  onResponseError: (controller: object, error: Error) => void;
}

const sockets = new WebSocketServer({ noServer: true });

/** `end` closes what is open: its machine is off. */
export function wireOf(options: WireOptions): { wayOut: WayOut; end: () => void } {
  const { line, twin } = options;
  const open = new Set<Duplex>();

  function dispatch({ path, headers }: Asked, handler: Handler): boolean {
    const controller = { abort: (): void => {}, rawHeaders: [] as Buffer[] };
    handler.onRequestStart(controller, {});
    if (line.cut || twin.faults.isOffline()) {
      handler.onResponseError(controller, new Error('connect ENETUNREACH'));
      return true;
    }
    const [ours, theirs] = pairOf(options);
    open.add(theirs);
    theirs.once('close', () => open.delete(theirs));
    // The first that comes back is the handshake's answer; frames follow it.
    ours.once('data', (first: Buffer) => {
      controller.rawHeaders = answersIn(first);
      handler.onRequestUpgrade(controller, 101, {}, ours);
    });
    const request = { method: 'GET', url: path, headers: { ...plain(headers), upgrade: 'websocket' } };
    // All that the handshake looks at.
    acceptOver(sockets, twin, request as unknown as IncomingMessage, theirs, Buffer.alloc(0));
    return true;
  }

  return {
    // As WayOut has it: nothing of ours looks inside.
    wayOut: async () => ({ dispatch }),
    end: () => {
      for (const socket of open) socket.destroy();
    },
  };
}

function plain(headers: Asked['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, one]) => [name.toLowerCase(), typeof one === 'string' ? one : one.value]),
  );
}

/** Name and value in turn, as undici reads them. */
function answersIn(handshake: Buffer): Buffer[] {
  const lines = handshake.toString('latin1').split('\r\n').slice(1);
  return lines.flatMap((one) => {
    const at = one.indexOf(': ');
    return at < 0 ? [] : [Buffer.from(one.slice(0, at)), Buffer.from(one.slice(at + 2))];
  });
}

/** Two ends: what is written into one comes out of the other, later and in order. */
function pairOf({ agenda, line, being, delay }: WireOptions): [Duplex, Duplex] {
  let lost = false;
  let arrives = 0;
  function carry(to: () => Duplex, who: Being | null, what: Buffer | null): void {
    arrives = Math.max(arrives, agenda.now() + delay());
    agenda.after(
      arrives - agenda.now(),
      () => {
        lost ||= line.cut;
        if (!lost && !to().destroyed) to().push(what);
      },
      who,
    );
  }
  function end(to: () => Duplex, who: Being | null): Duplex {
    return new Duplex({
      read: () => {},
      write: (what: Buffer, _encoding, done) => {
        carry(to, who, what);
        done();
      },
      final: (done) => {
        carry(to, who, null);
        done();
      },
      destroy: (error, done) => {
        // The other side hears of it, unless the line is cut.
        agenda.after(delay(), () => void (lost || line.cut || to().destroy()), who);
        done(error);
      },
    });
  }
  const ours: Duplex = end(() => theirs, null);
  const theirs: Duplex = end(() => ours, being);
  return [ours, theirs];
}
