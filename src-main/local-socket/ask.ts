// The command line's side: an errand is given to the Warroom that runs on the folder, and its answer waited for.
import { connect, type Socket } from 'node:net';
import { type Ended, endedSchema, stopped } from '../errands/endings.ts';
import { type Errand, sizeOf } from '../errands/index.ts';
import { addressesOf, lookAt } from './address.ts';
import { Broken, jsonIn, MESSAGE_BYTES, readerOf, send, sendJson } from './frames.ts';
import { PROTOCOL, welcomeSchema } from './greeting.ts';

/** A running Warroom answers at once; one that hangs does not, and nothing was given to it yet. */
const WELCOME_MS = 10_000;

/** null: nobody listens there (it begins, it ends, or it is no Warroom that does this). */
export async function askRunning(
  dataDir: string,
  version: string,
  errand: Errand,
  bytes: Uint8Array,
): Promise<Ended | null> {
  const message = Buffer.from(JSON.stringify(errand), 'utf8');
  if (message.length > MESSAGE_BYTES)
    return stopped(
      'refused',
      `This has ${Math.ceil(message.length / 1e6)} MB, and a running Warroom takes up to ${MESSAGE_BYTES / 1e6} MB at once. Import it in parts, or end Warroom first. Nothing was changed.`,
    );
  for (const address of addressesOf(dataDir)) {
    const found = lookAt(address);
    if (found.is === 'none') continue;
    if (found.is === 'foreign')
      return stopped(
        'running',
        `Warroom is running on this folder, and was not asked: ${found.why} Nothing was changed.`,
      );
    const socket = await connected(address);
    if (socket !== null) return answered(socket, version, errand, message, bytes);
  }
  return null;
}

/** null: nobody is there; the file was left behind by one that was killed. */
function connected(address: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('connect', () => resolve(socket)).once('error', () => resolve(null));
  });
}

async function answered(
  socket: Socket,
  version: string,
  errand: Errand,
  message: Uint8Array,
  bytes: Uint8Array,
): Promise<Ended | null> {
  const reader = readerOf(socket);
  let given = false;
  try {
    sendJson(socket, { warroom: 'errand', protocol: PROTOCOL, version });
    const welcome = jsonIn(await reader.next(MESSAGE_BYTES, WELCOME_MS));
    if (!welcomeSchema.safeParse(welcome).success) return endedIn(welcome);
    given = true;
    send(socket, message);
    if (sizeOf(errand) > 0) send(socket, bytes);
    // However long it takes: as long as the other side stands, it is being done.
    return endedIn(jsonIn(await reader.next(MESSAGE_BYTES, null)));
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    if (!given) return null;
    return stopped(
      'failed',
      'Warroom ended before it answered. What was asked is in the record or not: see warroom list.',
    );
  } finally {
    socket.destroy();
  }
}

function endedIn(answer: unknown): Ended {
  const ended = endedSchema.safeParse(answer);
  return ended.success
    ? ended.data
    : stopped(
        'running',
        'What is running on this folder does not answer as Warroom does. Nothing was changed by this.',
      );
}
