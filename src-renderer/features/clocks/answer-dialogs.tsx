// The small forms behind some mends: a check-in, a report delivered, a clock excused.
import { useState, type ReactNode } from 'react';
import type { Answer } from '../../../src-shared/bridge.ts';
import { nameOf } from '../../../src-shared/incident/people.ts';
import { seatsOf } from '../../../src-shared/incident/roles.ts';
import { formatElapsed } from '../../../src-shared/text/durations.ts';
import { hostNow } from '../../store/clock.ts';
import { incidentNow, useIncident } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { closeDialog, openDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { tell } from '../../ui/toast.tsx';

/** What the Operations lead says when asked (DOMAIN.md 4). */
export function CheckInDialog() {
  const lead = useIncident((incident) => {
    const seat = seatsOf(incident, 'ops')[0];
    return seat === undefined ? null : nameOf(incident, seat.person);
  });
  const last = useIncident((incident) => incident.checkIn.last);
  const [openedAt] = useState(hostNow);
  return (
    <OneLine
      title="Check-in"
      lead={
        lead === null
          ? 'Nobody leads operations yet. Assign the role first.'
          : last === null
            ? `Ask ${lead}: what do you see, what do you do, what do you need?`
            : `Ask ${lead}. ${formatElapsed(openedAt - last.at)} ago: ${last.text}`
      }
      label="Status from operations"
      placeholder="What they say, in their words"
      required
      verb="Log check-in"
      send={(text) => dispatch({ type: 'check-in.log', text })}
    />
  );
}

export function ReportDialog({ publication }: { publication: string }) {
  return (
    <OneLine
      title="Full report delivered"
      lead="It was promised to the public with a post on the status page."
      label="Where it is"
      placeholder="A link, or how it went out"
      verb="It is delivered"
      send={(note) => dispatch({ type: 'report.deliver', publication, ...(note === '' ? {} : { note }) })}
    />
  );
}

export function ExcuseDialog({ clock, label }: { clock: string; label: string }) {
  return (
    <OneLine
      title={`Not asked for: ${label}`}
      lead="The clock stops asking. Who said so and why goes on the record, and it can be asked for again."
      label="Reason"
      placeholder="Why it does not apply here"
      required
      verb="Excuse it"
      send={(reason) => dispatch({ type: 'clock.excuse', clock, reason })}
      done={() => openDialog({ name: 'clocks' })}
    />
  );
}

interface OneLineProps {
  title: string;
  lead: ReactNode;
  label: string;
  placeholder: string;
  required?: boolean;
  verb: string;
  send: (text: string) => Promise<Answer>;
  /** instead of only closing */
  done?: () => void;
}

function OneLine({ title, lead, label, placeholder, required = false, verb, send, done }: OneLineProps) {
  const [text, setText] = useState('');
  const { problem, submit } = useSubmit(async () => {
    const answer = await send(text.trim());
    if (!answer.ok) return answer.refusal.message;
    closeDialog();
    tell(`${incidentNow().declaration?.number ?? ''}: it is on the record.`, 'ok');
    done?.();
    return null;
  });
  return (
    <Dialog
      title={title}
      width="narrow"
      onClose={closeDialog}
      onSubmit={submit}
      problem={problem}
      lead={lead}
      actions={
        <>
          <Button onPress={closeDialog}>Cancel</Button>
          <Button tone="solid" type="submit">
            {verb}
          </Button>
        </>
      }
    >
      <TextField
        label={label}
        value={text}
        onChange={setText}
        autoFocus
        required={required}
        placeholder={placeholder}
      />
    </Dialog>
  );
}
