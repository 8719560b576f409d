// Either of the two takes the handover back, before "I have command" is said: command stays where it is.
import { useState } from 'react';
import { nameOf } from '../../../src-shared/incident/people.ts';
import { incidentNow } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { closeDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { Choice, TextField } from '../../ui/field.tsx';

export function WithdrawDialog() {
  const [open] = useState(() => incidentNow().handover.current);
  const [who, setWho] = useState<'outgoing' | 'incoming'>('outgoing');
  const [reason, setReason] = useState('');
  const { problem, submit } = useSubmit(async () => {
    if (open === null) return 'This handover is over.';
    const why = reason.trim() === '' ? {} : { reason };
    const answer = await dispatch({ type: 'handover.withdraw', handover: open.id, who, ...why });
    if (!answer.ok) return answer.refusal.message;
    closeDialog();
    return null;
  });
  return (
    <Dialog
      title="Withdraw the handover"
      onClose={closeDialog}
      onSubmit={submit}
      problem={problem}
      lead={`${nameOf(incidentNow(), open?.from)} keeps command.`}
      actions={
        <>
          <Button onPress={closeDialog}>Cancel</Button>
          <Button tone="solid" type="submit">
            Withdraw
          </Button>
        </>
      }
    >
      <Choice
        label="Who withdraws"
        value={who}
        options={[
          { value: 'outgoing', label: `${nameOf(incidentNow(), open?.from)}, who has command` },
          { value: 'incoming', label: `${nameOf(incidentNow(), open?.to)}, who was to take it` },
        ]}
        onChange={setWho}
      />
      <TextField label="Reason (optional)" value={reason} onChange={setReason} autoFocus />
    </Dialog>
  );
}
