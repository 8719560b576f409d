// Old payloads read as the present ones: for each type its steps, the first from version 1 to 2, the next from 2 to 3...
// A released event is never edited; a change of its shape is one file here and a line below.

/** Turns a payload of one version into the next. Pure, total over what that version could hold. */
export interface Upcaster {
  from: number;
  to: number;
  up: (payload: unknown) => unknown;
}

export type Upcasters = Readonly<Record<string, readonly Upcaster[]>>;

export const upcasters: Upcasters = {};

/** The version that this Warroom writes for a type. */
export function presentVersion(type: string, known: Upcasters = upcasters): number {
  return (known[type]?.length ?? 0) + 1;
}

/** The payload at the present version. The caller has seen that `v` is between 1 and the present one. */
export function upcast(type: string, v: number, payload: unknown, known: Upcasters = upcasters): unknown {
  return (known[type] ?? []).slice(v - 1).reduce((value, step) => step.up(value), payload);
}

/** Where the steps do not follow each other one by one from version 1, in words; empty when all do. */
export function gaps(known: Upcasters): string[] {
  return Object.entries(known).flatMap(([type, steps]) =>
    steps.flatMap(({ from, to }, i) =>
      from === i + 1 && to === i + 2
        ? []
        : [`${type}: step ${i + 1} goes from ${from} to ${to}, it has to go from ${i + 1} to ${i + 2}`],
    ),
  );
}
