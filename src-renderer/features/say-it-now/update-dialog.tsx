// A numbered update, filled in from what happened since the last; the time of the next can be set for this one.
import { leaving } from '../../../src-shared/incident/compliance.ts';
import { useState } from 'react';
import {
  executiveUpdateDraft,
  nextNumber,
  roomUpdateDraft,
  type TypedFacts,
} from '../../../src-shared/documents/drafts.ts';
import { nextDue, type Audience } from '../../../src-shared/incident/cadence.ts';
import { formatUtcAndLocal } from '../../../src-shared/text/clock-times.ts';
import { hostNow } from '../../store/clock.ts';
import { copyText } from '../../store/clipboard.ts';
import { incidentNow, useIncident, useZone } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { closeDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { LeavingNote } from '../../ui/leaving-note.tsx';
import { Choice, TextField } from '../../ui/field.tsx';
import { tell } from '../../ui/toast.tsx';

const MINUTE = 60_000;
const OFFERED = [5, 10, 15, 20, 30, 45, 60, 120, 240, 1440];

export function UpdateDialog({ audience }: { audience: Audience }) {
  const zone = useZone();
  const [openedAt] = useState(hostNow);
  const usual = useIncident((incident) => minutesAhead(nextDue(incident, audience, openedAt), openedAt));
  const number = useIncident((incident) => nextNumber(incident, audience));
  const [minutes, setMinutes] = useState(usual);
  const [typed, setTyped] = useState<TypedFacts>({ eta: '', revenue: '' });
  const textFor = (ahead: number | null, facts: TypedFacts): string => {
    const reading = { now: openedAt, zone };
    const nextAt = ahead === null ? null : openedAt + ahead * MINUTE;
    return audience === 'room'
      ? roomUpdateDraft(incidentNow(), reading, nextAt, facts)
      : executiveUpdateDraft(incidentNow(), reading, nextAt, facts);
  };
  const [text, setText] = useState(() => textFor(usual, typed));
  const [filled, setFilled] = useState(text);
  /** Fills the text in anew: only while it is as it was filled in, so that nothing typed by hand is lost. */
  const fill = (ahead: number | null, facts: TypedFacts): void => {
    const next = textFor(ahead, facts);
    setText(next);
    setFilled(next);
  };
  const say = (facts: Partial<TypedFacts>): void => {
    const all = { ...typed, ...facts };
    setTyped(all);
    fill(minutes, all);
  };
  const byHand = text !== filled;
  const name = audience === 'room' ? 'Post update' : 'Post executive update';

  const { problem, submit } = useSubmit(async () => {
    const answer = await dispatch({
      type: 'update.post',
      audience,
      text,
      ...(minutes === null || minutes === usual ? {} : { nextAt: hostNow() + minutes * MINUTE }),
    });
    if (!answer.ok) return answer.refusal.message;
    closeDialog();
    tell(`${audience === 'room' ? 'Update' : 'Executive update'} #${number} is on the record.`, 'ok', {
      label: 'Copy the text',
      press: () => void copyText(leaving(incidentNow(), text).text),
    });
    return null;
  });
  const options = [...new Set([...OFFERED, ...(usual === null ? [] : [usual])])].toSorted((a, b) => a - b);

  return (
    <Dialog
      title={audience === 'room' ? `Update #${number} to the room` : `Executive update #${number}`}
      width="wide"
      onClose={closeDialog}
      onSubmit={submit}
      problem={problem}
      actions={
        <>
          <Button onPress={closeDialog}>Cancel</Button>
          <Button tone="solid" type="submit">
            {name}
          </Button>
        </>
      }
    >
      <TextField label="Update" value={text} onChange={setText} rows={12} autoFocus />
      <LeavingNote text={text} />
      <div className="field-row">
        <TextField
          label="Expected to be over"
          value={typed.eta}
          onChange={(eta) => say({ eta })}
          readOnly={byHand}
          maxLength={200}
          placeholder="Nothing is promised unless you type it"
          {...(byHand ? { help: CHANGED } : {})}
        />
        <TextField
          label="Effect on revenue"
          value={typed.revenue}
          onChange={(revenue) => say({ revenue })}
          readOnly={byHand}
          maxLength={200}
          placeholder="about 40 orders a minute"
          {...(byHand ? { help: CHANGED } : {})}
        />
      </div>
      <Choice
        label="Next update in"
        value={minutes === null ? 'none' : String(minutes)}
        options={[
          ...(usual === null ? [{ value: 'none', label: 'not promised' }] : []),
          ...options.map((one) => ({ value: String(one), label: one >= 60 ? `${one / 60} h` : `${one} min` })),
        ]}
        onChange={(value) => {
          const chosen = value === 'none' ? null : Number(value);
          setMinutes(chosen);
          // Text typed by hand is left alone; the promise in it is then the person's to mend.
          if (!byHand) fill(chosen, typed);
        }}
        help={
          minutes === null
            ? 'The playbook sets no cadence here.'
            : `At ${formatUtcAndLocal(openedAt + minutes * MINUTE, zone)}. The countdown starts anew from it.`
        }
      />
    </Dialog>
  );
}

const CHANGED = 'The text was changed by hand: write it there.';

function minutesAhead(at: number | null, from: number): number | null {
  return at === null ? null : Math.round((at - from) / MINUTE);
}
