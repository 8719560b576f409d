// The command that a composed line stands for: each kind of record begins by its own.
import type { ComposedEntry } from '../text/composer.ts';
import type { Command } from './index.ts';

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;

export function commandOf(entry: ComposedEntry): WithoutId<Command> {
  const line = {
    text: entry.text,
    ...(entry.backdated ? { at: entry.at } : {}),
    ...(entry.star ? { star: true } : {}),
  };
  switch (entry.kind) {
    case 'decision':
      return { type: 'decision.make', ...line };
    case 'hypothesis':
      return { type: 'hypothesis.raise', ...line };
    case 'action':
      return { type: 'action.record', ...line };
    case 'task':
      return {
        type: 'task.give',
        ...line,
        ...(entry.assigneeId !== undefined
          ? { owner: { id: entry.assigneeId } }
          : entry.assignee !== undefined
            ? { owner: { name: entry.assignee } }
            : {}),
        ...(entry.timeBoxMs === undefined ? {} : { timeBoxMs: entry.timeBoxMs }),
      };
    case 'observation':
    case 'communication':
    case 'escalation':
    case 'status':
    case 'note':
      return { type: 'timeline.log', kind: entry.kind, ...line };
  }
}
