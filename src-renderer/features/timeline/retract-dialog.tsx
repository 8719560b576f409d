// Retracting an entry: it stays, struck through, with the reason.
import { useState } from 'react';
import { entryOf } from '../../../src-shared/incident/timeline.ts';
import { incidentNow } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { closeDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';

export function RetractDialog({ entry }: { entry: string }) {
  const [text] = useState(() => entryOf(incidentNow(), entry)?.text ?? '');
  const [reason, setReason] = useState('');
  const { problem, submit } = useSubmit(async () => {
    const answer = await dispatch({ type: 'timeline.retract', entry, ...(reason.trim() === '' ? {} : { reason }) });
    if (!answer.ok) return answer.refusal.message;
    closeDialog();
    return null;
  });
  return (
    <Dialog
      title="Retract the entry"
      width="narrow"
      onClose={closeDialog}
      onSubmit={submit}
      problem={problem}
      lead={`“${text.slice(0, 160)}” stays on view, struck through.`}
      actions={
        <>
          <Button onPress={closeDialog}>Cancel</Button>
          <Button tone="solid" type="submit">
            Retract
          </Button>
        </>
      }
    >
      <TextField
        label="Reason (optional)"
        value={reason}
        onChange={setReason}
        autoFocus
        placeholder="Typed in the wrong incident"
      />
    </Dialog>
  );
}
