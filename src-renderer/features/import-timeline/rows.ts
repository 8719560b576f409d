// The rows of the preview with what the person changed, and the entries that come of them.
import type { EntryKind, Precision } from '../../../src-shared/text/entry-kind.ts';
import type { PastedRow } from '../../../src-shared/text/pasted-timeline.ts';

/** What was changed by hand, by the row's place. */
export type RowEdits = Readonly<Record<number, RowEdit>>;
export interface RowEdit {
  /** left out, or taken though something about it is doubtful */
  add?: boolean;
  kind?: EntryKind;
  text?: string;
  /** ms since the epoch */
  at?: number;
}

export interface ImportEntry {
  at: number;
  kind: EntryKind;
  text: string;
  precision?: Precision;
  author?: string;
}

/** Doubtful rows are added only when somebody says so; rows without time or text not at all. */
export function isAdded(row: PastedRow, edit: RowEdit | undefined): boolean {
  if (timeOfRow(row, edit) === null || (edit?.text ?? row.text).trim() === '') return false;
  return edit?.add ?? (row.problem === undefined || edit?.at !== undefined || edit?.text !== undefined);
}

export function timeOfRow(row: PastedRow, edit: RowEdit | undefined): number | null {
  return edit?.at ?? row.at;
}

export function entriesOf(rows: readonly PastedRow[], edits: RowEdits): ImportEntry[] {
  return rows.flatMap((row, i) => {
    const edit = edits[i];
    const at = timeOfRow(row, edit);
    if (at === null || !isAdded(row, edit)) return [];
    return [
      {
        at,
        kind: edit?.kind ?? row.kind,
        text: edit?.text ?? row.text,
        ...(row.precision === undefined || edit?.at !== undefined ? {} : { precision: row.precision }),
        ...(row.author === undefined ? {} : { author: row.author }),
      },
    ];
  });
}
