// Handing over command: the briefing to read back, and the box with the name of who takes it. The record names both.
import { useMemo, useRef, useState } from 'react';
import { handoverBriefing } from '../../../src-shared/documents/handover.ts';
import { nameOf } from '../../../src-shared/incident/people.ts';
import { hostNow } from '../../store/clock.ts';
import { copyDocument, issueDocument, saveDocument } from '../../store/document-deeds.ts';
import { incidentNow, useIncident, useZone } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { closeDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { MarkdownDocument } from '../../ui/document.tsx';
import { TextField } from '../../ui/field.tsx';
import { NameBox } from '../../ui/name-box.tsx';
import { tell } from '../../ui/toast.tsx';

export function HandOverDialog() {
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
  const issued = useRef(false);
  const issue = async (): Promise<void> => {
    if (issued.current) return;
    issued.current = true;
    await issueDocument('handover', text);
  };
  const { problem, submit } = useSubmit(async () => {
    if (name.trim() === '') return 'Who takes command? Type the name.';
    await issue();
    const answer = await dispatch({
      type: 'command.assign',
      person: { name },
      ...(reason.trim() === '' ? {} : { reason }),
    });
    if (!answer.ok) return answer.refusal.message;
    closeDialog();
    tell(`Command is with ${name.trim()} now.`, 'ok');
    return null;
  });
  const copy = async (): Promise<void> => {
    const { ok, words } = await copyDocument(text);
    tell(words, ok ? 'ok' : 'red');
    if (ok) await issue();
  };
  return (
    <Dialog
      title="Handover briefing"
      width="wide"
      onClose={closeDialog}
      onSubmit={submit}
      problem={problem}
      lead={
        from === null
          ? 'Nobody has command. Whoever is named takes it.'
          : `${from} has command. Read it through together, let it be read back, then hand over.`
      }
      actions={
        <>
          <span className="leading">
            <Button
              onPress={() => {
                saveDocument('handover-briefing', text);
                void issue();
              }}
            >
              Save
            </Button>{' '}
            <Button onPress={() => void copy()}>Copy</Button>
          </span>
          <Button onPress={closeDialog}>Cancel</Button>
          <Button tone="solid" type="submit">
            Hand over
          </Button>
        </>
      }
    >
      <NameBox label="Name" value={name} onChange={setName} autoFocus placeholder="Who takes command" />
      {from === null ? null : (
        <TextField label="Reason" value={reason} onChange={setReason} placeholder="Why the steps are skipped" />
      )}
      <MarkdownDocument text={text} />
    </Dialog>
  );
}
