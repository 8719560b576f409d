// One installation: a laptop with its disk, its clock, its line and the whole cockpit, which can crash and come back.
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { monotonicFactory } from 'ulid';
import { FILES } from '../../src-main/journal/folder.ts';
import { type Cockpit, startCockpit } from '../../src-main/cockpit.ts';
import { memoryKeychain } from '../../src-main/platform/memory-keychain.ts';
import { wakingClock } from '../../src-main/platform/waking-clock.ts';
import type { Clock, NamedFile, Store } from '../../src-main/ports.ts';
import type { Alarm } from '../../src-shared/incident/due.ts';
import { memoryStore } from '../incidents/host.ts';
import type { Agenda, Being } from './agenda.ts';
import { type Disk, diskAt } from './disk.ts';
import { type Line, networkOf } from './net.ts';
import { wireOf } from './wire.ts';
import { openScreen, type Screen, type Watching } from './screen.ts';
import { type Threads, threadsIn } from './threads.ts';
import { type Truth, truthIn } from './truth.ts';
import type { Twin } from '../twins/twin.ts';

export interface Machine {
  name: string;
  /** who sits at it */
  person: string;
  disk: Disk;
  line: Line;
  screen: Screen;
  store: Store;
  /** what its person saved last, and the file that they choose next */
  hand: { saved: NamedFile | null; chosen: NamedFile | null };
  log: string[];
  /** its wall clock, ms */
  wall: () => number;
  being: () => Being;
  cockpit: () => Cockpit | null;
  /** when its present life began, by its wall clock and by the world's; 0 while it is off */
  since: () => { wall: number; world: number };
  /** the record as it lies on its disk; read anew after each end of a life, and where another file took its place */
  truth: () => Truth | null;
  forgetTruth: () => void;
  start: () => Promise<void>;
  /** ends without a word; `power`: what was not flushed is lost as well */
  crash: (power: boolean) => void;
  /** the person quits; resolves when it has ended */
  quit: () => Promise<void>;
  endWriter: (why: string) => void;
  sleep: (ms: number) => void;
  /** somebody, or the network, sets the wall clock */
  setClock: (byMs: number) => void;
}

export interface MachineOptions {
  name: string;
  person: string;
  folder: string;
  agenda: Agenda;
  chance: () => number;
  env: Record<string, string>;
  /** where a connection that stays ends: Slack's sockets */
  sockets: Twin;
  vendor: (url: string) => (url: string, init: RequestInit) => Promise<Response>;
  heard: (response: Response) => void;
  watching: Watching;
  onAlarm: (alarm: Alarm, wall: number) => void;
  onStart: () => void;
}

/** ms that a message takes from one thread to the other, and from the cockpit to its host, at most */
const PORT_MS = 3;
const NET_MS = 120;

export function machineOf(options: MachineOptions): Machine {
  const { name, person, agenda, chance, env } = options;
  const dir = join(options.folder, name, 'data');
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  // It is there to be deleted: how much room that gives is the disk's to say (disk.ts).
  writeFileSync(join(dir, FILES.reserve), 'room');
  const disk = diskAt(dir);
  const line: Line = { cut: false, slow: 0 };
  const store = memoryStore();
  const hand: Machine['hand'] = { saved: null, chosen: null };
  const phoneBookStore = memoryStore();
  const log: string[] = [];
  const ulid = monotonicFactory(chance);
  const screen = openScreen(options.watching);
  let skew = 0;
  let being: Being = { dead: true, asleep: null };
  let cockpit: Cockpit | null = null;
  let threads: Threads | null = null;
  let since = { wall: 0, world: 0 };
  let truth: Truth | null = null;
  let looked = 0;
  let endLife = (): void => {};
  let endWires = (): void => {};

  const wall = (): number => agenda.now() + skew;
  const delay = (most: number) => (): number => Math.floor(chance() * (most + 1));

  async function start(): Promise<void> {
    const own: Being = { dead: false, asleep: null };
    being = own;
    /** beats change nothing that anybody waits for */
    let beating = false;
    const base: Clock = {
      now: wall,
      steady: agenda.now,
      after: (ms, call) => {
        const quiet = beating;
        const run = (): void => {
          beating = quiet;
          try {
            call();
          } finally {
            beating = false;
          }
        };
        return agenda.after(ms, run, own, quiet);
      },
    };
    const waking = wakingClock(base);
    threads = threadsIn({
      disk,
      after: (ms, call) => void agenda.after(ms, call, own),
      delay: delay(PORT_MS),
      now: agenda.now,
    });
    const wire = wireOf({ agenda, line, being: own, delay: delay(NET_MS), twin: options.sockets });
    endWires = wire.end;
    const began = { wall: wall(), world: agenda.now() };
    const started = await startCockpit({
      dataDir: dir,
      host: 'browser',
      version: '0.0.0',
      writer: new URL(import.meta.url),
      verifier: new URL(import.meta.url),
      startThread: threads.startThread,
      clock: waking.clock,
      ids: { ulid: (now) => ulid(now) },
      random: { bytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(chance() * 256)) },
      log: {
        info: (what, facts) => void log.push(`${what} ${JSON.stringify(facts ?? {})}`),
        error: (what, facts) => void log.push(`${what} ${JSON.stringify(facts ?? {})}`),
        tail: () => log.join('\n'),
      },
      store,
      phoneBookStore,
      native: {
        copyText: null,
        printToPdf: null,
        openLink: null,
        showFolder: null,
        print: null,
        showTimer: null,
        showCockpit: null,
        ofDesktop: null,
        saveFile: async (file) => {
          hand.saved = file;
          return true;
        },
        chooseFile: async () => hand.chosen,
        keepAwake: null,
      },
      http: networkOf({ agenda, line, being: own, delay: delay(NET_MS), vendor: options.vendor, heard: options.heard }),
      wayOut: wire.wayOut,
      keychain: memoryKeychain('the simulation keeps no secrets'),
      accountName: person,
      zone: 'UTC',
      env,
    });
    if (own.dead) return;
    if (!started.ok) {
      own.dead = true;
      disk.release();
      return;
    }
    ({ cockpit } = started);
    since = began;
    beating = true;
    const stopWatching = waking.watch();
    beating = false;
    const stopAlarms = cockpit.onAlarm(options.onAlarm);
    const connection = cockpit.connect((reply) => agenda.after(0, () => screen.take(reply), own));
    endLife = () => {
      stopWatching();
      stopAlarms();
      connection.close();
    };
    let arrives = 0;
    screen.plug({
      // As over the wire: nothing but JSON comes through, and what is sent first comes first.
      receive: (request) => {
        const words = JSON.stringify(request);
        arrives = Math.max(arrives, agenda.now() + delay(PORT_MS)());
        agenda.after(arrives - agenda.now(), () => connection.receive(JSON.parse(words)), own);
      },
    });
    options.onStart();
  }

  function forgetTruth(): void {
    truth?.close();
    truth = null;
  }

  function off(): void {
    being.dead = true;
    endWires();
    cockpit = null;
    since = { wall: 0, world: 0 };
    forgetTruth();
    screen.unplug();
  }

  return {
    name,
    person,
    disk,
    line,
    screen,
    store,
    hand,
    log,
    wall,
    being: () => being,
    cockpit: () => cockpit,
    since: () => since,
    truth: () => {
      const lies = statSync(join(dir, FILES.journal), { throwIfNoEntry: false })?.ino ?? 0;
      if (lies !== looked) forgetTruth();
      looked = lies;
      return (truth ??= truthIn(dir));
    },
    forgetTruth,
    start,
    crash: (power) => {
      if (being.dead) return;
      off();
      disk.release();
      if (power) disk.cut();
    },
    quit: async () => {
      const leaving = cockpit;
      if (leaving === null) return;
      endLife();
      screen.unplug();
      cockpit = null;
      await leaving.stop();
      off();
    },
    endWriter: (why) => threads?.endWriter(why),
    sleep: (ms) => {
      if (!being.dead) being.asleep = { from: agenda.now(), until: agenda.now() + ms };
    },
    setClock: (byMs) => {
      skew += byMs;
    },
  };
}
