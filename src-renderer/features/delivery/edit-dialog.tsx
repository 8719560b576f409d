// Changing a text before it leaves. What a person approved is what goes: so only a person changes it, and the record says so.
import { useState } from 'react';
import type { DeliveryItem } from '../../../src-shared/delivery.ts';
import { dispatchHost } from '../../store/record.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';

export function EditDialog({ item, onClose }: { item: DeliveryItem; onClose: () => void }) {
  const [text, setText] = useState(item.text ?? '');
  const { problem, submit } = useSubmit(async () => {
    if (text.trim() === '') return 'An empty text is not sent. Withdraw it instead.';
    if (text !== item.text) {
      const answer = await dispatchHost({ type: 'effect.rewrite', key: item.key, text });
      if (!answer.ok) return answer.refusal.message;
    }
    onClose();
    return null;
  });
  return (
    <Dialog
      title="Edit before it is sent"
      onClose={onClose}
      onSubmit={submit}
      problem={problem}
      lead={`${item.what}. The record keeps both texts.`}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button tone="solid" type="submit">
            Save text
          </Button>
        </>
      }
    >
      <TextField label="Text" value={text} onChange={setText} rows={10} autoFocus required />
    </Dialog>
  );
}
