// Offers command to a named person; or, where it cannot wait, passes it at once with the reason why the steps are skipped.
import { useState } from 'react';
import { nameOf } from '../../../src-shared/incident/people.ts';
import { useIncident } from '../../store/incident.ts';
import { useLiveDocument } from '../../store/live-document.ts';
import { dispatch } from '../../store/record.ts';
import { closeDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { DocumentDeeds, LiveDocumentView } from '../../ui/live-document.tsx';
import { TextField } from '../../ui/field.tsx';
import { NameBox } from '../../ui/name-box.tsx';
import { tell } from '../../ui/toast.tsx';
import './handover.css';

export function Offer() {
  const from = useIncident((incident) =>
    incident.command.commander === null ? null : nameOf(incident, incident.command.commander),
  );
  const [name, setName] = useState('');
  const [reason, setReason] = useState('');
  const document = useLiveDocument('handover', { to: name.trim() });
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
          <span className="leading">
            <DocumentDeeds document={document} />
          </span>
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
      <LiveDocumentView document={document} />
    </Dialog>
  );
}
