// Lets this laptop act although another one does: who commands here, and why.
import { useState } from 'react';
import { nameOf, sameName } from '../../../src-shared/incident/people.ts';
import { useIncident } from '../../store/incident.ts';
import { dispatch, useRecord } from '../../store/record.ts';
import { useElsewhere } from '../../store/station.ts';
import { closeDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { NameBox } from '../../ui/name-box.tsx';
import { tell } from '../../ui/toast.tsx';

export function TakeOverDialog() {
  const who = useElsewhere() ?? 'another laptop';
  const commander = useIncident((incident) =>
    incident.command.commander === null ? null : nameOf(incident, incident.command.commander),
  );
  const me = useRecord((record) => record.host?.identity.person.name ?? '');
  const [name, setName] = useState(me);
  const [reason, setReason] = useState('');
  const { problem, submit } = useSubmit(async () => {
    if (name.trim() === '') return 'Who has command here? Type the name.';
    const keeps = commander !== null && sameName(name) === sameName(commander);
    const answer = await dispatch(
      keeps ? { type: 'station.take', reason } : { type: 'command.assign', person: { name }, reason },
    );
    if (!answer.ok) return answer.refusal.message;
    closeDialog();
    tell('This laptop acts now. Say so in the room.', 'ok');
    return null;
  });
  return (
    <Dialog
      title="Take over on this laptop"
      width="narrow"
      onClose={closeDialog}
      onSubmit={submit}
      problem={problem}
      lead={`Warroom acts from ${who}. Take over only where that one is gone or it cannot wait: until the records are merged, both may act. What waits here goes out after that.`}
      actions={
        <>
          <Button onPress={closeDialog}>Cancel</Button>
          <Button tone="amber" type="submit">
            Take over here
          </Button>
        </>
      }
    >
      <NameBox label="Who has command here" value={name} onChange={setName} />
      <TextField label="Reason" value={reason} onChange={setReason} autoFocus required />
    </Dialog>
  );
}
