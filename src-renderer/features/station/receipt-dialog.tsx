// The receipt as it was heard over the bridge: typed in, it takes command away from this laptop.
import { useState } from 'react';
import { nameOf } from '../../../src-shared/incident/people.ts';
import { useIncident } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { useAwaitedPack } from '../../store/station.ts';
import { closeDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { tell } from '../../ui/toast.tsx';

export function ReceiptDialog() {
  const pack = useAwaitedPack();
  const name = useIncident((incident) => (pack === null ? 'The relief' : nameOf(incident, pack.for)));
  const [code, setCode] = useState('');
  const { problem, submit } = useSubmit(async () => {
    const answer = await dispatch({ type: 'station.yield', code });
    if (!answer.ok) return answer.refusal.message;
    closeDialog();
    tell('You do not have command any more. This laptop sends nothing.', 'ok');
    return null;
  });
  return (
    <Dialog
      title="Type the receipt"
      width="narrow"
      onClose={closeDialog}
      onSubmit={submit}
      problem={problem}
      lead={`${name} has said "I have command" on the other laptop and says two words. With them this laptop stops sending.`}
      actions={
        <>
          <Button onPress={closeDialog}>Cancel</Button>
          <Button tone="solid" type="submit">
            Give up command here
          </Button>
        </>
      }
    >
      <TextField
        label="Receipt code"
        value={code}
        onChange={setCode}
        autoFocus
        required
        mono
        placeholder="lusab-babad"
        help="Two words of five letters. Let them spell it; capitals and dashes do not matter."
      />
    </Dialog>
  );
}
