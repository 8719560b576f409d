// Deleting a closed incident for good: only with its title typed out.
import { useState } from 'react';
import { dispatchHost, useRecord } from '../../store/record.ts';
import { closeDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { tell } from '../../ui/toast.tsx';

export function DeleteDialog({ incident: id }: { incident: string }) {
  const title = useRecord((record) => record.incidents?.find((one) => one.id === id)?.title ?? '');
  const drill = useRecord((record) => record.incidents?.find((one) => one.id === id)?.drill === true);
  // What was only played needs no second thought.
  const [typed, setTyped] = useState(drill ? title : '');
  const { problem, submit } = useSubmit(async () => {
    const answer = await dispatchHost({ type: 'incident.delete', incident: id, title: typed });
    if (!answer.ok) return answer.refusal.message;
    closeDialog();
    tell('Deleted.', 'ok');
    return null;
  });
  return (
    <Dialog
      title="Delete the incident"
      onClose={closeDialog}
      onSubmit={submit}
      problem={problem}
      lead="It leaves the record, the search and the backups. This cannot be taken back."
      actions={
        <>
          <Button onPress={closeDialog} autoFocus={drill}>
            Cancel
          </Button>
          <Button tone="red" type="submit" disabled={typed.trim() !== title.trim()}>
            Delete for good
          </Button>
        </>
      }
    >
      {drill ? (
        <p>{title}</p>
      ) : (
        <TextField label="Type its title" value={typed} onChange={setTyped} autoFocus help={title} />
      )}
    </Dialog>
  );
}
