// Listening to Slack. With the app's own token over Socket Mode, checked by reading the channels now and then; without it, or
// while the socket is down, by reading them every few seconds. Whatever was missed is read before all is called heard.
import type { Hearer, Inlet, Listening } from '../inlet.ts';
import type { VendorPorts } from '../integration.ts';
import { answerAsked } from './asks.ts';
import type { Client } from './client.ts';
import type { SlackConfig } from './config.ts';
import type { Directory } from './directory.ts';
import { outcomeOf } from './errors.ts';
import { readEvent } from './events.ts';
import { slackHistory } from './history.ts';
import type { Places } from './places.ts';
import { type Envelope, openSocket } from './socket.ts';

/** Slack waits 3 s for an acknowledgement. Durable first; what takes longer is acknowledged and read back from the channel. */
const ACKNOWLEDGE_WITHIN_MS = 2_500;
/** Reading the newest page of each room, where nothing tells us: well within the tier of conversations.history. */
const READ_EVERY_MS = 5_000;
/** And for each room more, so that many share the tier. */
const READ_EVERY_MS_PER_ROOM = 2_500;
/** While the socket stands: does it still tell us everything? */
const CHECK_EVERY_MS = 5 * 60_000;
/** The whole of a channel, for what happened to older messages, where nothing tells us. */
const READ_ALL_EVERY_MS = 5 * 60_000;
/** What is this young may be on its way over the socket. */
const ON_ITS_WAY_MS = 10_000;
const CONNECT_FIRST_MS = 2_000;
const CONNECT_AGAIN_MS = [1_000, 2_000, 5_000, 15_000, 30_000];

export function slackInlet(
  config: SlackConfig,
  client: Client,
  { places: channels, directory }: { places: Places; directory: Directory },
  ports: VendorPorts,
): Inlet & { words: () => string } {
  let how = config.appToken === undefined ? READING : OPENING;
  return {
    handle: 'slack',
    open: (hearer) => listenTo(config, client, { channels, directory, tell: (words) => (how = words) }, ports, hearer),
    words: () => how,
  };
}

const OPENING = 'The connection over which Slack tells what is said is being opened.';
const TOLD = 'What is said is told at once over Socket Mode.';
const READING = 'Channels are read every few seconds.';

function listenTo(
  config: SlackConfig,
  client: Client,
  { channels, directory, tell }: { channels: Places; directory: Directory; tell: (words: string) => void },
  ports: VendorPorts,
  hearer: Hearer,
): Listening {
  const { clock, log } = ports;
  const history = slackHistory(client, channels, directory, { newestAnswer: hearer.newestAnswer, now: clock.now });
  let rooms: readonly string[] = [];
  /** rooms of which all is heard */
  const complete = new Set<string>();
  let closed = false;
  let line: { close: () => void } | null = null;
  /** grows whenever the socket comes or goes: what was read before that proves nothing after it */
  let epoch = 0;
  let failures = 0;
  let opening = false;
  let readAllAt = 0;
  let stopReading = (): void => {};
  let stopConnecting = (): void => {};
  let reading: Promise<void> | null = null;
  let readAgain = false;

  /** Every room once; whole where not all of it is known to be heard. */
  function read(): void {
    stopReading();
    if (closed || rooms.length === 0) return;
    if (reading !== null) {
      readAgain = true;
      return;
    }
    reading = readRooms()
      .catch((error: unknown) => log.error('slack reading failed', { detail: String(error) }))
      .finally(() => {
        reading = null;
        const again = readAgain;
        readAgain = false;
        // What could not be read is read again soon, whether or not the socket stands.
        const told = line !== null && rooms.every((room) => complete.has(room));
        const wait = told ? CHECK_EVERY_MS : Math.max(READ_EVERY_MS, READ_EVERY_MS_PER_ROOM * rooms.length);
        if (again) read();
        else if (!closed) stopReading = clock.after(wait, read);
      });
  }

  async function readRooms(): Promise<void> {
    // Whichever way the clock was set meanwhile.
    const all = Math.abs(clock.now() - readAllAt) >= READ_ALL_EVERY_MS;
    if (all) readAllAt = clock.now();
    for (const room of rooms) {
      if (closed) return;
      await readRoom(room, all || !complete.has(room));
    }
  }

  async function readRoom(room: string, all: boolean): Promise<void> {
    const checking = line !== null && complete.has(room);
    const began = epoch;
    const read = await history.read(room, all ? 'all' : 'recent');
    if (closed || !rooms.includes(room)) return;
    if (read.is !== 'ok') {
      // Over its tier for a moment: nothing is lost by reading a little later.
      if (!(read.is === 'retry' && read.limited === true)) await lose(room, read.why);
      return;
    }
    const { standing } = read;
    const edge = edgeOf(clock.now() + client.ahead() - ON_ITS_WAY_MS);
    // What came over the socket while the channel was read is not gone for not being in what was read.
    const settled = { ...standing, to: edge };
    const messages = standing.messages.filter(({ message }) => message < edge);
    const brought = await hearer.compare(checking ? { ...settled, messages } : settled);
    if (closed || epoch !== began) return;
    if (checking && brought > 0) {
      log.error('slack socket is deaf', { brought });
      drop('The connection told nothing of what was said.');
      return;
    }
    if (complete.has(room) || !all) return;
    // Only once it is written down: else the next reading has to say so.
    await hearer.caughtUp(room, brought, standing.missing);
    if (epoch === began) complete.add(room);
  }

  async function lose(room: string, why: string): Promise<void> {
    complete.delete(room);
    await hearer.broken(room, why).catch((error: unknown) => log.error('inbox failed', { detail: String(error) }));
  }

  function drop(why: string): void {
    const stood = line;
    line = null;
    tell(OPENING);
    epoch += 1;
    stood?.close();
    if (closed) return;
    // Those that were being read just now as well: what the record knows of them is older than this.
    for (const room of rooms) void lose(room, why);
    connect();
    read();
  }

  function connect(): void {
    stopConnecting();
    if (closed || opening || line !== null || config.appToken === undefined) return;
    opening = true;
    const later = (): void => {
      const wait = CONNECT_AGAIN_MS[Math.min(failures, CONNECT_AGAIN_MS.length - 1)] ?? 0;
      failures += 1;
      if (!closed) stopConnecting = clock.after(wait, connect);
    };
    openSocket(config, client, ports, { envelope: take, gone: () => drop('The connection to Slack broke.') }).then(
      (opened) => {
        opening = false;
        if (opened.is !== 'ok') {
          const why = opened.is === 'refused' ? outcomeOf('apps.connections.open', opened, 'Slack').why : opened.why;
          log.error('slack socket does not open', { why });
          tell(`${READING} Socket Mode does not work: ${why}`);
          later();
          return;
        }
        if (closed) {
          opened.line.close();
          return;
        }
        failures = 0;
        epoch += 1;
        line = opened.line;
        tell(TOLD);
        // What was said until now was told to nobody: it is read, while what comes from here on is told.
        complete.clear();
        read();
      },
      (error: unknown) => {
        opening = false;
        log.error('slack socket failed', { detail: String(error) });
        later();
      },
    );
  }

  function take(envelope: Envelope): void {
    if (closed) return;
    if (envelope.type !== 'events_api') {
      answerAsked(envelope, { hearer, client, directory, clock, log });
      return;
    }
    let acknowledged = false;
    const acknowledge = (): void => {
      if (!acknowledged) envelope.acknowledge();
      acknowledged = true;
    };
    const stop = clock.after(ACKNOWLEDGE_WITHIN_MS, acknowledge);
    heard(envelope.body).then(
      () => {
        stop();
        acknowledge();
      },
      (error: unknown) => {
        // Not durable: Slack tells it again, and if not, it stands in the channel.
        stop();
        log.error('slack event not taken', { detail: String(error) });
      },
    );
  }

  async function heard(body: unknown): Promise<void> {
    const event = await readEvent(body, client, directory);
    // Told again it would read no better; what was said stands in the channel, and the next reading has it.
    if (event.is === 'unread') {
      log.error('slack event cannot be read', { what: event.what });
      return;
    }
    if (event.is !== 'ok') throw new Error(event.why);
    if (event.item !== null && rooms.includes(event.item.place)) await hearer.hear(event.item);
  }

  // Nobody waits for it at the start of Warroom, and the SDK takes a while to load; a room does not wait.
  stopConnecting = clock.after(CONNECT_FIRST_MS, connect);
  return {
    listen: (wanted) => {
      const fresh = wanted.filter((room) => !rooms.includes(room));
      for (const room of complete) if (!wanted.includes(room)) complete.delete(room);
      rooms = wanted;
      if (failures === 0 && rooms.length > 0) connect();
      if (fresh.length === 0) return;
      // Until it is read nobody knows whether the record has all of it.
      void Promise.all(fresh.map((room) => lose(room, 'Nobody listened here.'))).then(read);
    },
    close: () => {
      closed = true;
      stopReading();
      stopConnecting();
      line?.close();
    },
  };
}

/** As a timestamp: what is younger is not missed yet. */
function edgeOf(at: number): string {
  return (Math.max(0, at) / 1_000).toFixed(6);
}
