// How command is handed over, as a playbook writes it: how long the relief shadows, and the two lines that are said aloud
// (DOMAIN.md 9).
import { z } from 'zod';
import { minutesOrNone } from './due.ts';
import { line, section, words } from './words.ts';

const lineOrNone = (example: string) =>
  z
    .union([z.null(), z.literal('none'), line(120, example)], {
      error: words('a line of at most 120 characters or "none"', `Write e.g. ${example}.`),
    })
    .transform((value) => (value === 'none' ? null : value));

/** Null: not set. Then shadowing has no clock, the end of a shift is not announced, and the lines are the protocol's. */
export const handoverSection = section({
  shadowMin: minutesOrNone,
  shiftNoticeMin: minutesOrNone,
  outgoingSays: lineOrNone('Handing over command to {name}'),
  incomingSays: lineOrNone('I have command'),
}).default({ shadowMin: null, shiftNoticeMin: null, outgoingSays: null, incomingSays: null });

type WithHandover = { handover: z.output<typeof handoverSection> } | null | undefined;

/** What the outgoing commander says aloud, with the name of who takes over. */
export function saysOutgoing(playbook: WithHandover, name: string): string {
  return (playbook?.handover.outgoingSays ?? 'Handing over command to {name}').replaceAll('{name}', () => name);
}

/** What the incoming commander says aloud: only this changes who has command. */
export function saysIncoming(playbook: WithHandover): string {
  return playbook?.handover.incomingSays ?? 'I have command';
}
