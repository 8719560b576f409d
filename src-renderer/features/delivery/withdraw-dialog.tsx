// Taking back what has not left yet: it is not sent, and the record says why.
import { useState } from 'react';
import type { DeliveryItem } from '../../../src-shared/delivery.ts';
import { dispatchHost } from '../../store/record.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';

export function WithdrawDialog({ item, onClose }: { item: DeliveryItem; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const { problem, submit } = useSubmit(async () => {
    setMissing(reason.trim() === '');
    if (reason.trim() === '') return null;
    const answer = await dispatchHost({ type: 'effect.withdraw', key: item.key, reason });
    if (!answer.ok) return answer.refusal.message;
    onClose();
    return null;
  });
  return (
    <Dialog
      title="Withdraw"
      width="narrow"
      onClose={onClose}
      onSubmit={submit}
      problem={problem}
      lead={`${item.what} is not sent. It stays in the record with your reason.`}
      actions={
        <>
          <Button onPress={onClose}>Keep it</Button>
          <Button tone="solid" type="submit">
            Withdraw
          </Button>
        </>
      }
    >
      <TextField
        label="Reason"
        value={reason}
        onChange={(typed) => {
          setReason(typed);
          setMissing(false);
        }}
        problem={missing ? 'Say why in a few words.' : null}
        autoFocus
        required
        placeholder="Said in the room already"
      />
    </Dialog>
  );
}
