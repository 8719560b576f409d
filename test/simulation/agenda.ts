// The world's time: what is to happen and when, one thing after another. Nothing waits for real time, so a night takes
// milliseconds, and the same seed gives the same night.
// Node's own, which stays real when the process's timers are taken away (still.ts).
import { setImmediate } from 'node:timers';

/** One life of a machine: what was to happen to it does not happen after its end, and waits while it sleeps. */
export interface Being {
  dead: boolean;
  /** timers of a sleeping machine stand still; ms of the world, null: it is awake */
  asleep: { from: number; until: number } | null;
}

export interface Agenda {
  /** ms since the epoch by the only clock that is always right */
  now: () => number;
  /** whose deed is under way; what it puts on the agenda is its own */
  acting: () => Being | null;
  /** does something as this being */
  as: <T>(being: Being | null, work: () => T) => T;
  /** `quiet`: it changes nothing that others wait for, so nobody has to be let finish after it. Call the answer to stop it. */
  after: (ms: number, call: () => void, being?: Being | null, quiet?: boolean) => () => void;
  /** until everything is done that happens without the clock moving */
  settle: () => Promise<void>;
  /** moves the clock by `ms`, stopping at each thing on the way */
  run: (ms: number) => Promise<void>;
  /** moves it until this is settled, at most by `ms`; answers whether it is */
  until: (done: Promise<unknown>, ms: number) => Promise<boolean>;
  /** how many things have happened */
  steps: () => number;
}

interface Entry {
  at: number;
  turn: number;
  call: (() => void) | null;
  being: Being | null;
  quiet: boolean;
}

/** When all promises that can go on have gone on. */
function hop(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export function agenda(start: number): Agenda {
  const heap: Entry[] = [];
  let now = start;
  let turns = 0;
  let steps = 0;
  let acting: Being | null = null;

  /** The next thing that still can happen, or null. */
  function next(): Entry | null {
    for (;;) {
      const first = heap[0];
      if (first === undefined) return null;
      if (first.call !== null && first.being?.dead !== true) {
        const asleep = first.being?.asleep ?? null;
        if (asleep === null || first.at < asleep.from || first.at >= asleep.until) return first;
        // As long as it had still to wait when the machine fell asleep, it waits after that.
        pop(heap);
        push(heap, { ...first, at: asleep.until + (first.at - asleep.from) });
        continue;
      }
      pop(heap);
    }
  }

  async function happen(entry: Entry): Promise<void> {
    pop(heap);
    now = Math.max(now, entry.at);
    steps += 1;
    acting = entry.being;
    const { call } = entry;
    entry.call = null;
    call?.();
    if (entry.quiet) return;
    await hop();
    acting = null;
  }

  async function settle(): Promise<void> {
    await hop();
    acting = null;
    for (let due = next(); due !== null && due.at <= now; due = next()) await happen(due);
  }

  return {
    now: () => now,
    acting: () => acting,
    as: (being, work) => {
      const before = acting;
      acting = being;
      try {
        return work();
      } finally {
        acting = before;
      }
    },
    after: (ms, call, being = acting, quiet = false) => {
      turns += 1;
      const entry: Entry = { at: now + Math.max(0, ms), turn: turns, call, being, quiet };
      push(heap, entry);
      return () => void (entry.call = null);
    },
    settle,
    run: async (ms) => {
      const end = now + ms;
      await settle();
      for (let due = next(); due !== null && due.at <= end; due = next()) await happen(due);
      now = end;
      await settle();
    },
    until: async (done, ms) => {
      const end = now + ms;
      let open = true;
      const close = (): void => void (open = false);
      done.then(close, close);
      await settle();
      for (let due = next(); due !== null && due.at <= end; due = next()) {
        if (!open) break;
        await happen(due);
      }
      if (open) now = Math.max(now, end);
      return !open;
    },
    steps: () => steps,
  };
}

function before(a: Entry, b: Entry): boolean {
  return a.at === b.at ? a.turn < b.turn : a.at < b.at;
}

function push(heap: Entry[], entry: Entry): void {
  let at = heap.length;
  heap.push(entry);
  while (at > 0) {
    const up = (at - 1) >> 1;
    const parent = heap[up];
    if (parent === undefined || before(parent, entry)) break;
    heap[at] = parent;
    heap[up] = entry;
    at = up;
  }
}

function pop(heap: Entry[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    let least = left;
    const a = heap[left];
    if (a === undefined) break;
    let child = a;
    const b = heap[left + 1];
    if (b !== undefined && before(b, a)) {
      least = left + 1;
      child = b;
    }
    if (!before(child, last)) break;
    heap[at] = child;
    at = least;
  }
  heap[at] = last;
}
