// What shows the present whenever it is sent needs to go only once.
import { laneOf, type Pending } from './effect.ts';

/** Mirrors that one of the fresh ones replaces; never one that may be out already. */
export function oldMirrors(
  rows: readonly Pending[],
  fresh: readonly string[],
  busy: ReadonlyMap<string, unknown>,
): Pending[] {
  const mirrors = rows.filter(({ effect, standing }) => effect.freshness === 'mirror' && standing.is !== 'sweep');
  return mirrors.flatMap((mirror, at) =>
    fresh.includes(mirror.effect.key)
      ? mirrors.filter(
          (other, i) =>
            i < at &&
            other.effect.slot === mirror.effect.slot &&
            laneOf(other) === laneOf(mirror) &&
            !other.open &&
            !busy.has(other.effect.key),
        )
      : [],
  );
}
