// The preview: each entry with the time that was understood, its kind and text, what is doubtful, and whether it is added.
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useCallback, useRef } from 'react';
import { ENTRY_KINDS, type EntryKind } from '../../../src-shared/text/entry-kind.ts';
import type { PastedRow } from '../../../src-shared/text/pasted-timeline.ts';
import { isAdded, timeOfRow, type RowEdit, type RowEdits } from './rows.ts';

const ROW_PX = 40;

export function Preview({
  rows,
  edits,
  onEdit,
}: {
  rows: readonly PastedRow[];
  edits: RowEdits;
  onEdit: (change: (edits: RowEdits) => RowEdits) => void;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- about React's compiler, which is not in use here
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
    useFlushSync: false,
  });
  const change = useCallback(
    (index: number, part: RowEdit) => onEdit((now) => ({ ...now, [index]: { ...now[index], ...part } })),
    [onEdit],
  );
  const shown = virtualizer.getVirtualItems();
  const above = shown[0]?.start ?? 0;
  const below = virtualizer.getTotalSize() - (shown.at(-1)?.end ?? 0);
  return (
    <div className="preview scroll" ref={scroller}>
      <table aria-label="Preview" aria-rowcount={rows.length + 1}>
        <thead>
          <tr>
            <th scope="col">Add</th>
            <th scope="col">Line</th>
            <th scope="col">Time (UTC)</th>
            <th scope="col">Kind</th>
            <th scope="col">Text</th>
          </tr>
        </thead>
        <tbody>
          {above > 0 ? <tr aria-hidden="true" style={{ height: above }} /> : null}
          {shown.map((item) => {
            const row = rows[item.index];
            return row === undefined ? null : (
              <PreviewRow
                key={item.key}
                ref={virtualizer.measureElement}
                index={item.index}
                row={row}
                edit={edits[item.index]}
                onChange={change}
              />
            );
          })}
          {below > 0 ? <tr aria-hidden="true" style={{ height: below }} /> : null}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  row: PastedRow;
  index: number;
  edit: RowEdit | undefined;
  onChange: (index: number, part: RowEdit) => void;
  ref: (element: HTMLTableRowElement | null) => void;
}

const PreviewRow = memo(function PreviewRow({ row, index, edit, onChange, ref }: RowProps) {
  const at = timeOfRow(row, edit);
  const added = isAdded(row, edit);
  const usable = at !== null && (edit?.text ?? row.text).trim() !== '';
  const problem = edit?.at === undefined && edit?.text === undefined ? row.problem : undefined;
  return (
    <tr
      ref={ref}
      data-index={index}
      aria-rowindex={index + 2}
      className={`${added ? '' : 'left-out'}${problem === undefined ? '' : ' doubtful'}`}
    >
      <td>
        <input
          type="checkbox"
          aria-label={`Add line ${row.line}`}
          checked={added}
          disabled={!usable}
          onChange={(event) => onChange(index, { add: event.target.checked })}
        />
      </td>
      <td className="mono preview-line" title={row.raw}>
        {row.line === row.lastLine ? row.line : `${row.line}–${row.lastLine}`}
      </td>
      <td className="mono">
        {at === null || problem !== undefined ? (
          <input
            className="input mono"
            type="datetime-local"
            step={1}
            aria-label={`Time of line ${row.line}, UTC`}
            aria-invalid={at === null}
            value={at === null ? '' : new Date(at).toISOString().slice(0, 19)}
            onChange={(event) => {
              const typed = Date.parse(`${event.target.value}Z`);
              if (!Number.isNaN(typed)) onChange(index, { at: typed });
            }}
          />
        ) : (
          shownTime(at, row)
        )}
      </td>
      <td>
        <select
          className="input select small"
          aria-label={`Kind of line ${row.line}`}
          value={edit?.kind ?? row.kind}
          onChange={(event) => {
            const kind = ENTRY_KINDS.find((one) => one === event.target.value);
            if (kind !== undefined) onChange(index, { kind });
          }}
        >
          {ENTRY_KINDS.map((kind: EntryKind) => (
            <option key={kind} value={kind}>
              {kind}
            </option>
          ))}
        </select>
      </td>
      <td className="preview-text">
        <span>{edit?.text ?? row.text}</span>
        {row.author === undefined ? null : <small> · {row.author}</small>}
        {problem === undefined ? null : <small className="preview-problem">{problem}</small>}
      </td>
    </tr>
  );
});

function shownTime(at: number, row: PastedRow): string {
  const whole = new Date(at).toISOString();
  if (row.precision === 'day') return `${whole.slice(0, 10)}, time not known`;
  const sign = row.precision === 'approx' ? '~' : row.precision === 'after' ? 'after ' : '';
  return `${whole.slice(0, 10)} ${sign}${whole.slice(11, 19)}`;
}
