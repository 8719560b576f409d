// Correcting an entry: its text, its time, its kind. The original stays on the record, and on view.
import { useState } from 'react';
import { entryOf, type EntryKind } from '../../../src-shared/incident/timeline.ts';
import { formatClock, formatDay } from '../../../src-shared/text/clock-times.ts';
import { incidentNow } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { closeDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { Choice, TextField } from '../../ui/field.tsx';

const PLAIN_KINDS = ['observation', 'communication', 'escalation', 'status', 'note'] as const;
type PlainKind = (typeof PLAIN_KINDS)[number];

export function CorrectDialog({ entry: id }: { entry: string }) {
  const [entry] = useState(() => entryOf(incidentNow(), id));
  const [text, setText] = useState(entry?.text ?? '');
  const [day, setDay] = useState(formatDay(entry?.at ?? 0, 'UTC'));
  const [time, setTime] = useState(formatClock(entry?.at ?? 0, 'UTC'));
  const [kind, setKind] = useState<EntryKind>(entry?.kind ?? 'note');
  const plain = entry?.type === 'entry.logged';
  const { problem, submit } = useSubmit(async () => {
    if (entry === undefined) return 'This entry is not in the timeline.';
    const at = Date.parse(`${day}T${time.length === 5 ? `${time}:00` : time}Z`);
    if (Number.isNaN(at)) return 'The time cannot be read. Write it as 14:32:05.';
    // Seconds are all the field shows: an untouched time keeps its own milliseconds.
    const moved = Math.floor(at / 1000) !== Math.floor(entry.at / 1000);
    const answer = await dispatch({
      type: 'timeline.correct',
      entry: entry.id,
      ...(text === entry.text ? {} : { text }),
      ...(moved ? { at } : {}),
      ...(plain && kind !== entry.kind && isPlain(kind) ? { kind } : {}),
    });
    if (!answer.ok) return answer.refusal.message;
    closeDialog();
    return null;
  });
  return (
    <Dialog
      title="Correct the entry"
      onClose={closeDialog}
      onSubmit={submit}
      problem={problem}
      lead="The original stays on view, struck through."
      actions={
        <>
          <Button onPress={closeDialog}>Cancel</Button>
          <Button tone="solid" type="submit">
            Save correction
          </Button>
        </>
      }
    >
      <TextField label="Text" value={text} onChange={setText} rows={4} autoFocus />
      <div className="field-row">
        <TextField label="Date (UTC)" type="date" value={day} onChange={setDay} />
        <TextField label="Time (UTC)" type="time" value={time} onChange={setTime} />
      </div>
      {plain ? (
        <Choice<EntryKind>
          label="Kind"
          value={kind}
          options={PLAIN_KINDS.map((one) => ({ value: one, label: one }))}
          onChange={setKind}
        />
      ) : null}
    </Dialog>
  );
}

function isPlain(kind: EntryKind): kind is PlainKind {
  return PLAIN_KINDS.some((one) => one === kind);
}
