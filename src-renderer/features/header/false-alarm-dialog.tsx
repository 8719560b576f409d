// There was no incident after all: it ends as a false alarm, with the reason (DOMAIN.md 2; S2).
import { useState } from 'react';
import { useIncident } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { closeDialog, requestFocus } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { tell } from '../../ui/toast.tsx';

export function FalseAlarmDialog() {
  const posted = useIncident(({ statusPage }) => {
    const { step } = statusPage.pages.public;
    return step !== null && step !== 'resolved';
  });
  const [reason, setReason] = useState('');
  const { problem, submit } = useSubmit(async () => {
    const answer = await dispatch({ type: 'incident.false-alarm', reason });
    if (!answer.ok) return answer.refusal.message;
    closeDialog();
    if (posted) {
      requestFocus('status-page');
      tell('The status page still shows an incident. Post Resolved there.');
    }
    return null;
  });
  return (
    <Dialog
      title="False alarm"
      onClose={closeDialog}
      onSubmit={submit}
      problem={problem}
      lead="Better one declared too many than one too few. It ends as resolved and stays out of the recovery figures."
      actions={
        <>
          <Button onPress={closeDialog}>Cancel</Button>
          <Button tone="solid" type="submit">
            End as a false alarm
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
        placeholder="What looked like an incident, and what it was"
      />
      {posted ? (
        <p className="ask-warning" role="status">
          The status page shows an incident. Post Resolved there too.
        </p>
      ) : null}
    </Dialog>
  );
}
