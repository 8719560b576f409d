// What the page's main thread does in each frame, out of Chromium's own trace: scripting, style and layout. Counted is the
// time the thread ran, not the time it stood by while others had the processor.
import type { Page } from '@playwright/test';

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** µs */
  ts: number;
  dur?: number;
  tdur?: number;
  args?: { name?: string };
}

const SCRIPTING = new Set([
  'EventDispatch',
  'FunctionCall',
  'EvaluateScript',
  'FireAnimationFrame',
  'TimerFire',
  'RunMicrotasks',
  'MinorGC',
  'MajorGC',
]);
const STYLE_AND_LAYOUT = new Set(['UpdateLayoutTree', 'Layout']);

/** ms of scripting, style and layout in each frame that was drawn while `act` ran. */
export async function workPerFrame(page: Page, act: () => Promise<void>): Promise<number[]> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('This page has no browser of its own to trace.');
  await browser.startTracing(page, {
    categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8'],
  });
  await act();
  // Chromium writes it; the names of the fields are its format.
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString('utf8')) as { traceEvents: TraceEvent[] };
  return framesOf(traceEvents);
}

function framesOf(events: readonly TraceEvent[]): number[] {
  const main = mainThread(events);
  const onMain = events.filter(({ pid, tid }) => pid === main.pid && tid === main.tid);
  const ends = onMain
    .filter(isEnd)
    .map(({ ts }) => ts)
    .toSorted((a, b) => a - b);
  const work = onMain
    .filter(({ name, ph }) => ph === 'X' && (SCRIPTING.has(name) || STYLE_AND_LAYOUT.has(name)))
    .toSorted((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const frames = ends.map(() => 0);
  let frame = 0;
  let busyUntil = Number.NEGATIVE_INFINITY;
  for (const { ts, dur = 0, tdur } of work) {
    if (ts < busyUntil) continue; // within one that is counted already
    busyUntil = ts + dur;
    while (frame < ends.length && (ends[frame] ?? 0) <= ts) frame += 1;
    const before = frames[frame];
    // What comes after the last frame belongs to one that the trace does not show.
    if (before !== undefined) frames[frame] = before + (tdur ?? dur) / 1_000;
  }
  return frames;
}

/** A frame ends when it is handed to the compositor. */
function isEnd({ name, ph }: TraceEvent): boolean {
  return name === 'Commit' && ph === 'X';
}

/** The main thread of the renderer that drew most frames: the page's own. */
function mainThread(events: readonly TraceEvent[]): { pid: number; tid: number } {
  const mains = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const drawn = (pid: number): number => events.filter((event) => event.pid === pid && isEnd(event)).length;
  const [most] = mains.toSorted((one, other) => drawn(other.pid) - drawn(one.pid));
  if (most === undefined) throw new Error('The trace has no main thread of a page.');
  return most;
}
