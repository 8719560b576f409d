// Documents that were issued: a SITREP or a handover briefing as it stood, so that the next one can say what changed.
import { z } from 'zod';
import { MAX_DOCUMENT, manyLines } from './fields.ts';
import { decided, draft, slice } from './slice.ts';

export const documentKind = z.enum(['sitrep', 'handover']);
export type DocumentKind = z.infer<typeof documentKind>;

export const briefingEvents = {
  'document.issued': z.object({ document: documentKind, text: z.string() }),
};

export const briefingCommands = {
  'document.issue': z.strictObject({ document: documentKind, text: manyLines('The document', MAX_DOCUMENT) }),
};

export interface Issued {
  id: string;
  at: number;
  by: string;
  document: DocumentKind;
  text: string;
}
export type BriefingsState = readonly Issued[];

export const briefings = slice<BriefingsState, typeof briefingEvents, typeof briefingCommands>({
  events: briefingEvents,
  commands: briefingCommands,
  initial: () => [],
  decide: {
    'document.issue': (incident, command, ctx) =>
      decided(draft(ctx, 'document.issued', { document: command.document, text: command.text })),
  },
  evolve: {
    'document.issued': (part, event) => [
      ...part,
      {
        id: event.id,
        at: event.wall,
        by: event.actor.person,
        document: event.payload.document,
        text: event.payload.text,
      },
    ],
  },
  tell: {
    'document.issued': (event) => ({
      kind: 'communication',
      text: event.payload.document === 'sitrep' ? 'SITREP issued' : 'Handover briefing issued',
    }),
  },
});
