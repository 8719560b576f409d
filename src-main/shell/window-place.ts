// Where the window was, kept in the preferences; and never somewhere no display shows any more.
import { z } from 'zod';
import type { Clock, Store } from '../ports.ts';

export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Place extends Rectangle {
  maximized: boolean;
}

/** The cockpit is whole from 1100x700; narrower, the right column becomes a drawer. */
export const smallest = { width: 800, height: 600 };
const usual = { width: 1440, height: 900 };
const key = 'window';

const schema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
  maximized: z.boolean(),
});

/** `workAreas`: what each display leaves free, the primary one first. */
export function placeFor(store: Store, workAreas: readonly Rectangle[]): Place {
  const kept = schema.safeParse(store.get(key));
  const home = workAreas[0] ?? { x: 0, y: 0, ...usual };
  if (!kept.success) return { ...centred(usual, home), maximized: false };
  return { ...clamp(kept.data, workAreas, home), maximized: kept.data.maximized };
}

/** Whole on the display that shows most of it; a display that is gone leaves it centred on the primary one. */
export function clamp(place: Rectangle, workAreas: readonly Rectangle[], home: Rectangle): Rectangle {
  const best = workAreas.reduce<{ area: Rectangle; seen: number } | null>((found, area) => {
    const seen = overlap(place, area);
    return seen > (found?.seen ?? 0) ? { area, seen } : found;
  }, null);
  if (best === null) return centred(place, home);
  const width = Math.min(place.width, best.area.width);
  const height = Math.min(place.height, best.area.height);
  return {
    width,
    height,
    x: Math.min(Math.max(place.x, best.area.x), best.area.x + best.area.width - width),
    y: Math.min(Math.max(place.y, best.area.y), best.area.y + best.area.height - height),
  };
}

/** Remembers the place once the window has been still for a second: the file is rewritten whole each time. */
export function placeKeeper(store: Store, clock: Clock, read: () => Place): { moved: () => void; closing: () => void } {
  let stop: (() => void) | null = null;
  const keep = (): void => {
    stop = null;
    store.set(key, read());
  };
  return {
    moved: () => {
      stop?.();
      stop = clock.after(1000, keep);
    },
    closing: () => {
      stop?.();
      keep();
    },
  };
}

function centred(size: { width: number; height: number }, area: Rectangle): Rectangle {
  const width = Math.min(size.width, area.width);
  const height = Math.min(size.height, area.height);
  return {
    width,
    height,
    x: area.x + Math.round((area.width - width) / 2),
    y: area.y + Math.round((area.height - height) / 2),
  };
}

function overlap(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}
