// Severity: how bad it is. A change says why, and is never chosen silently between two hosts (DOMAIN.md 1).
import { z } from 'zod';
import { oneLine, severityLevel, type Severity } from './fields.ts';
import { refuse } from './refusal.ts';
import { decided, draft, slice } from './slice.ts';

export const severityEvents = {
  'severity.changed': z.object({ from: severityLevel, to: severityLevel, reason: z.string() }),
};

export const severityCommands = {
  'severity.change': z.strictObject({ to: severityLevel, reason: oneLine('The reason', 500) }),
};

/** `since`: when the present severity began; the clocks of a change run from it. */
export interface SeverityState {
  level: Severity;
  since: number;
  changes: readonly { at: number; by: string; from: Severity; to: Severity; reason: string }[];
}

export const severity = slice<SeverityState, typeof severityEvents, typeof severityCommands>({
  events: severityEvents,
  commands: severityCommands,
  initial: () => ({ level: 4, since: 0, changes: [] }),
  decide: {
    'severity.change': (incident, command, ctx) => {
      const from = incident.severity.level;
      if (from === command.to) return refuse('no-change', `It is SEV${from} already.`, 'to');
      return decided(draft(ctx, 'severity.changed', { from, to: command.to, reason: command.reason }));
    },
  },
  evolve: {
    'incident.declared': (part, event, before) =>
      before.declaration === null ? { ...part, level: event.payload.severity, since: event.wall } : part,
    'severity.changed': (part, event) => ({
      level: event.payload.to,
      since: event.wall,
      changes: [...part.changes, { at: event.wall, by: event.actor.person, ...event.payload }],
    }),
  },
  tell: {
    'severity.changed': (event) => ({
      kind: 'status',
      text: `Severity changed from SEV${event.payload.from} to SEV${event.payload.to}: ${event.payload.reason}`,
      star: true,
    }),
  },
});
