// Snoozing the update alarm: how long, and why. The countdown goes on; the record says who chose to wait.
import { useState } from 'react';
import { usePlaybook } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { closeDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { Choice, TextField } from '../../ui/field.tsx';
import { tell } from '../../ui/toast.tsx';

export function SnoozeDialog() {
  const offered = usePlaybook()?.cadence.snoozeMin ?? [5];
  const [minutes, setMinutes] = useState(offered[0] ?? 5);
  const [reason, setReason] = useState('');
  const { problem, submit } = useSubmit(async () => {
    const answer = await dispatch({ type: 'cadence.snooze', minutes, reason });
    if (!answer.ok) return answer.refusal.message;
    closeDialog();
    tell(`Quiet for ${minutes} min. The update stays due.`, 'ok');
    return null;
  });
  return (
    <Dialog
      title="Snooze the update alarm"
      width="narrow"
      onClose={closeDialog}
      onSubmit={submit}
      problem={problem}
      actions={
        <>
          <Button onPress={closeDialog}>Cancel</Button>
          <Button tone="solid" type="submit">
            Snooze {minutes} min
          </Button>
        </>
      }
    >
      <TextField
        label="Reason"
        value={reason}
        onChange={setReason}
        autoFocus
        required
        placeholder="Why the room can wait"
      />
      <Choice
        label="Quiet for"
        value={String(minutes)}
        options={offered.map((one) => ({ value: String(one), label: `${one} minutes` }))}
        onChange={(value) => setMinutes(Number(value))}
      />
    </Dialog>
  );
}
