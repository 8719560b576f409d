// Where a handover stands: which of its six steps are done, skipped, under way or next. Computed from it and the time.

export const handoverSteps = ['offer', 'shadow', 'sitrep', 'briefing', 'outgoing', 'incoming'] as const;
export type HandoverStep = (typeof handoverSteps)[number];
/** Without the offer there is none, and without "I have command" nobody has it. */
export const skippableSteps = ['shadow', 'sitrep', 'briefing', 'outgoing'] as const;
export type SkippableStep = (typeof skippableSteps)[number];

export const stepWords: Readonly<Record<HandoverStep, string>> = {
  offer: 'Command is offered',
  shadow: 'The relief shadows',
  sitrep: 'The outgoing commander posts a SITREP',
  briefing: 'The briefing is read back',
  outgoing: 'The outgoing commander hands over aloud',
  incoming: 'The incoming commander takes over aloud',
};

export interface Deed {
  at: number;
  by: string;
}

/** `from` hands over to `to`. Each part is null until it is done; `shadow.until` is null where no time is set. */
export interface Handover {
  id: string;
  from: string;
  to: string;
  offeredAt: number;
  shadowMin: number | null;
  shadow: { at: number; until: number | null } | null;
  sitrep: (Deed & { document: string }) | null;
  briefing: (Deed & { document: string; lines: readonly ReadBackLine[] }) | null;
  said: Deed | null;
  skipped: Readonly<Partial<Record<SkippableStep, Deed & { reason: string }>>>;
}

/** `at` and `by`: when it was read back and by whom; null while it is not. */
export interface ReadBackLine {
  text: string;
  at: number | null;
  by: string | null;
}

/** `under-way`: shadowing, until its time is up; the steps after it may be done meanwhile. */
export interface StepState {
  state: 'done' | 'skipped' | 'under-way' | 'next' | 'ahead';
  reason?: string;
}

export function isReadBack(handover: Handover): boolean {
  return handover.briefing !== null && handover.briefing.lines.every((line) => line.at !== null);
}

export function stepStates(handover: Handover, now: number): Readonly<Record<HandoverStep, StepState>> {
  const { shadow } = handover;
  const done: Readonly<Record<HandoverStep, boolean>> = {
    offer: true,
    shadow: shadow !== null && (shadow.until === null || now >= shadow.until),
    sitrep: handover.sitrep !== null,
    briefing: isReadBack(handover),
    outgoing: handover.said !== null,
    incoming: false,
  };
  const states: Partial<Record<HandoverStep, StepState>> = {};
  let reached = true;
  for (const step of handoverSteps) {
    const skipped = step === 'offer' || step === 'incoming' ? undefined : handover.skipped[step];
    const waiting = step === 'shadow' && shadow !== null;
    if (done[step]) states[step] = { state: 'done' };
    else if (skipped !== undefined) states[step] = { state: 'skipped', reason: skipped.reason };
    else if (waiting) states[step] = { state: 'under-way' };
    else {
      // SITREP and briefing are made while the relief shadows; the two lines are said when all of it is over.
      const early = (step === 'outgoing' || step === 'incoming') && states.shadow?.state === 'under-way';
      states[step] = { state: reached && !early ? 'next' : 'ahead' };
      reached = false;
    }
  }
  // Every step was given its state above.
  return states as Record<HandoverStep, StepState>;
}

/** What has to be done now; shadowing where only its time is awaited. */
export function nextStep(handover: Handover, now: number): HandoverStep {
  const states = stepStates(handover, now);
  return handoverSteps.find((step) => states[step].state === 'next') ?? 'shadow';
}

export function endedHandover(
  { id, from, to, offeredAt }: Handover,
  endedAt: number,
  outcome: 'taken' | 'withdrawn' | 'overtaken',
) {
  return { id, from, to, offeredAt, endedAt, outcome };
}
