// The way back to a backup: what would be lost by it stands in the question.
import { useState } from 'react';
import { dispatchHost, openIncident } from '../../store/record.ts';
import { closeDialog, openDialog, resetView } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { CheckBox } from '../../ui/field.tsx';
import { tell } from '../../ui/toast.tsx';

export function RestoreDialog({ backup }: { backup: string }) {
  const [sure, setSure] = useState(false);
  const { problem, submit } = useSubmit(async () => {
    if (!sure) return 'Tick the box first: what was written after this backup leaves the list.';
    const answer = await dispatchHost({ type: 'backup.restore', name: backup });
    if (!answer.ok) return answer.refusal.message;
    resetView();
    openIncident(null);
    closeDialog();
    tell('Restored. The record as it was before lies beside it in the data folder.', 'ok');
    return null;
  });
  return (
    <Dialog
      title="Restore a backup"
      width="narrow"
      onClose={() => openDialog({ name: 'settings' })}
      onSubmit={submit}
      problem={problem}
      lead={<span className="mono">{backup}</span>}
      actions={
        <>
          <Button onPress={() => openDialog({ name: 'settings' })}>Cancel</Button>
          <Button tone="red" type="submit">
            Restore
          </Button>
        </>
      }
    >
      <CheckBox checked={sure} onChange={setSure}>
        I know that entries written after this backup will not be in the restored record
      </CheckBox>
    </Dialog>
  );
}
