// Who said yes or no to a post, by name; or the commander's word that it goes out without, with a reason (DOMAIN.md 7, S2).
import { useState } from 'react';
import type { ApprovalRequest } from '../../../src-shared/incident/approval.ts';
import { inCommand, nameInCommand } from '../../../src-shared/incident/in-command.ts';
import { nameOf } from '../../../src-shared/incident/people.ts';
import { roleName, seatsOf } from '../../../src-shared/incident/roles.ts';
import { useIncident } from '../../store/incident.ts';
import { dispatch, useRecord } from '../../store/record.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { CheckBox, TextField } from '../../ui/field.tsx';
import { NameBox } from '../../ui/name-box.tsx';
import { tell } from '../../ui/toast.tsx';
import { submittedHere } from './release.ts';

export type ApprovalDeed = 'give' | 'refuse' | 'waive';

const FORMS = {
  give: { title: 'Approve the post', press: 'Approve', said: 'Approved. It goes out in a few seconds.' },
  refuse: { title: 'Refuse the post', press: 'Refuse', said: 'Refused. Nothing was posted.' },
  waive: { title: 'Publish without approval', press: 'Publish', said: 'It goes out in a few seconds.' },
} as const;

interface ApprovalDialogProps {
  request: ApprovalRequest;
  deed: ApprovalDeed;
  onClose: () => void;
}

export function ApprovalDialog({ request, deed, onClose }: ApprovalDialogProps) {
  const { title, press, said } = FORMS[deed];
  const holder = useIncident((incident) => {
    const [seat] = request.role === undefined ? [] : seatsOf(incident, request.role);
    return seat === undefined ? '' : nameOf(incident, seat.person);
  });
  const role = useIncident((incident) => (request.role === undefined ? null : roleName(incident, request.role)));
  const me = useRecord((record) => record.host?.identity.person?.id);
  const commander = useIncident((incident) => inCommand(incident)?.person ?? null);
  const commanderName = useIncident(nameInCommand);
  const [name, setName] = useState(holder);
  const [reason, setReason] = useState('');
  const [word, setWord] = useState(false);
  const { problem, submit } = useSubmit(async () => {
    const answer = await dispatch(
      deed === 'give'
        ? { type: 'approval.give', request: request.id, person: { name } }
        : deed === 'refuse'
          ? { type: 'approval.refuse', request: request.id, person: { name }, reason }
          : {
              type: 'approval.waive',
              request: request.id,
              reason,
              ...(word && commander !== null ? { word: commander } : {}),
            },
    );
    if (!answer.ok) return answer.refusal.message;
    for (const id of answer.events) submittedHere.add(id);
    tell(said, 'ok');
    onClose();
    return null;
  });
  return (
    <Dialog
      title={title}
      width="narrow"
      onClose={onClose}
      onSubmit={submit}
      problem={problem}
      lead={
        deed === 'waive' ? `${request.of} was asked and has not said yes. Only the commander goes on without.` : null
      }
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button tone="solid" type="submit">
            {press}
          </Button>
        </>
      }
    >
      {deed === 'waive' ? null : (
        <NameBox
          label={deed === 'give' ? 'Who approves' : 'Who refuses'}
          value={name}
          onChange={setName}
          autoFocus
          help={role === null ? `For ${request.of}.` : `For ${request.of}, held by ${role}.`}
        />
      )}
      {deed === 'give' ? null : (
        <TextField
          label="Reason"
          value={reason}
          onChange={setReason}
          required
          autoFocus={deed === 'waive'}
          placeholder={deed === 'waive' ? 'Why it cannot wait' : 'What has to change'}
        />
      )}
      {deed !== 'waive' || commander === null || commander === me ? null : (
        <CheckBox checked={word} onChange={setWord}>
          {commanderName} ordered it, and I write it down
        </CheckBox>
      )}
    </Dialog>
  );
}
