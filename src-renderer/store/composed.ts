// What stood in the composer when its form was opened: the form begins with it, and the line goes once it is on the record.
import type { EntryKind } from '../../src-shared/incident/timeline.ts';
import type { ComposerResult } from '../../src-shared/text/composer.ts';
import { useView } from './view.ts';

/** The kinds that have a form of their own. */
export type FormKind = Extract<EntryKind, 'decision' | 'hypothesis' | 'task' | 'action'>;

export interface Composed {
  /** the whole line as typed, so that the composer knows it again */
  line: string;
  text: string;
  at?: number;
  star?: true;
  name?: string;
  timeBoxMs?: number;
}

/** The form that a line is the beginning of; null where its kind has none. */
export function formOf(line: string, read: ComposerResult): { kind: FormKind; from: Composed } | null {
  if (read.type !== 'entry' && read.type !== 'incomplete') return null;
  const { kind } = read;
  if (kind !== 'decision' && kind !== 'hypothesis' && kind !== 'task' && kind !== 'action') return null;
  if (read.type === 'incomplete')
    return { kind, from: { line, text: line.replace(/^\s*[dhta](?:\s+|$)/u, '').trim() } };
  return {
    kind,
    from: {
      line,
      text: read.text,
      ...(read.backdated ? { at: read.at } : {}),
      ...(read.star ? { star: true } : {}),
      ...(read.assignee === undefined ? {} : { name: read.assignee }),
      ...(read.timeBoxMs === undefined ? {} : { timeBoxMs: read.timeBoxMs }),
    },
  };
}

/** When it happened and its star, for the command of a form. */
export function markOf(from: Composed | null): { at?: number; star?: true } {
  return {
    ...(from?.at === undefined ? {} : { at: from.at }),
    ...(from?.star === undefined ? {} : { star: from.star }),
  };
}

/** The line is on the record by its form: the composer lets go of it. */
export function spend(from: Composed | null): void {
  if (from !== null) useView.setState((view) => ({ spent: { line: from.line, n: (view.spent?.n ?? 0) + 1 } }));
}
