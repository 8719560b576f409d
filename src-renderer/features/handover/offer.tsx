// Offers command to a named person; or, where it cannot wait, passes it at once with the reason why the steps are skipped.
import { useMemo, useState } from 'react';
import { handoverBriefing } from '../../../src-shared/documents/handover.ts';
import { nameOf } from '../../../src-shared/incident/people.ts';
import { hostNow } from '../../store/clock.ts';
import { incidentNow, useIncident, useZone } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { closeDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { MarkdownDocument } from '../../ui/document.tsx';
import { TextField } from '../../ui/field.tsx';
import { NameBox } from '../../ui/name-box.tsx';
import { tell } from '../../ui/toast.tsx';
import { SaveAndCopy } from './save-and-copy.tsx';
import './handover.css';

export function Offer() {
  const zone = useZone();
  const from = useIncident((incident) =>
    incident.command.commander === null ? null : nameOf(incident, incident.command.commander),
  );
  const [name, setName] = useState('');
  const [reason, setReason] = useState('');
  const [openedAt] = useState(hostNow);
  const text = useMemo(
    () => handoverBriefing(incidentNow(), { now: openedAt, zone }, name.trim()),
    [openedAt, zone, name],
  );
  const atOnce = from === null || reason.trim() !== '';
  const { problem, submit } = useSubmit(async () => {
    if (name.trim() === '') return 'Who takes command? Type the name.';
    const why = from === null || reason.trim() === '' ? {} : { reason };
    const answer = await dispatch(
      atOnce ? { type: 'command.assign', person: { name }, ...why } : { type: 'handover.offer', to: { name } },
    );
    if (!answer.ok) return answer.refusal.message;
    // An offer goes on in the same dialog, with its steps.
    if (!atOnce) return null;
    closeDialog();
    tell(`Command is with ${name.trim()} now.`, 'ok');
    return null;
  });
  return (
    <Dialog
      title="Handover briefing"
      width="wide"
      onClose={closeDialog}
      onSubmit={submit}
      problem={problem}
      lead={
        from === null
          ? 'Nobody has command. Whoever is named takes it at once.'
          : `${from} has command, and keeps it until the other says "I have command".`
      }
      actions={
        <>
          <SaveAndCopy text={text} />
          <Button onPress={closeDialog}>Cancel</Button>
          <Button tone={from !== null && atOnce ? 'amber' : 'solid'} type="submit">
            {from === null ? 'Give command' : atOnce ? 'Pass command at once' : 'Offer command'}
          </Button>
        </>
      }
    >
      <div className="field-row">
        <NameBox label="Name" value={name} onChange={setName} autoFocus placeholder="Who takes command" />
        {from === null ? null : (
          <TextField
            label="Reason to skip the steps"
            value={reason}
            onChange={setReason}
            placeholder="Only where it cannot wait"
          />
        )}
      </div>
      <MarkdownDocument text={text} />
    </Dialog>
  );
}
