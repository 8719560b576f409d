// What a paste becomes: each line the record that its kind names, all with the batch they came in (DOMAIN.md 6).
import type { Draft } from './event.ts';
import type { CommandOf, Incident } from './index.ts';
import { draft, type Context } from './slice.ts';

type ImportLines = CommandOf<'timeline.import'>['entries'];

/** What a line says was done is done; the numbers of hypotheses go on from those that are there. */
export function importLines(incident: Incident, ctx: Context, lines: ImportLines): Draft[] {
  const batch = ctx.id();
  let hypotheses = incident.hypotheses.size;
  return lines.map((entry) => {
    const { kind, text, at, precision, author } = entry;
    const line = {
      text,
      at,
      pasted: { batch, ...(precision === undefined ? {} : { precision }), ...(author === undefined ? {} : { author }) },
    };
    switch (kind) {
      case 'decision':
        return draft(ctx, 'decision.made', { ...line, executor: null });
      case 'hypothesis':
        return draft(ctx, 'hypothesis.raised', { ...line, number: (hypotheses += 1) });
      case 'task':
        return draft(ctx, 'task.given', { ...line, owner: null, dueAt: null });
      case 'action':
        return draft(ctx, 'action.recorded', { ...line, owner: null, dueAt: null, state: 'done' });
      case 'observation':
      case 'communication':
      case 'escalation':
      case 'status':
      case 'note':
        return draft(ctx, 'entry.logged', { ...line, kind });
    }
  });
}
