// Documents that were issued, each as it stood, so that the next one can say what changed (DOMAIN.md 9, 13).
import { z } from 'zod';
import { MAX_DOCUMENT, manyLines } from './fields.ts';
import { decided, draft, slice } from './slice.ts';

export const documentKind = z.enum([
  'sitrep',
  'handover',
  'room-update',
  'executive-update',
  'status-page',
  'support-script',
  'internal-mail',
  'post-mortem',
]);
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
    'document.issued': ({ payload: { document, text } }) => ({
      kind: 'communication',
      // What support is to say to customers stands on the timeline whole, as what is posted does.
      text:
        document === 'support-script'
          ? `Script given to the support team:\n${text}`
          : `${issuedNames[document]} issued`,
    }),
  },
});

const issuedNames: Readonly<Record<DocumentKind, string>> = {
  sitrep: 'SITREP',
  handover: 'Handover briefing',
  'room-update': 'Text of a room update',
  'executive-update': 'Text of an executive update',
  'status-page': 'Status-page texts',
  'support-script': 'Support script',
  'internal-mail': 'Internal mail',
  'post-mortem': 'Post-mortem draft',
};
