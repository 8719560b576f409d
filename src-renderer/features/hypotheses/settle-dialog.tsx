// A hypothesis is confirmed or eliminated, with the evidence that says so.
import { useState } from 'react';
import { recordOf } from '../../../src-shared/incident/records.ts';
import { useIncident } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { closeDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';

export function SettleDialog({ hypothesis: id, outcome }: { hypothesis: string; outcome: 'confirmed' | 'eliminated' }) {
  const hypothesis = useIncident((incident) => recordOf(incident.hypotheses, id));
  const [evidence, setEvidence] = useState('');
  const { problem, submit } = useSubmit(async () => {
    const answer = await dispatch({ type: 'hypothesis.settle', hypothesis: id, outcome, evidence });
    if (!answer.ok) return answer.refusal.message;
    closeDialog();
    return null;
  });
  const verb = outcome === 'confirmed' ? 'Confirm' : 'Eliminate';
  return (
    <Dialog
      title={`${verb} H${hypothesis?.number ?? '?'}`}
      width="narrow"
      onClose={closeDialog}
      onSubmit={submit}
      problem={problem}
      lead={hypothesis?.text}
      actions={
        <>
          <Button onPress={closeDialog}>Cancel</Button>
          <Button tone="solid" type="submit">
            {verb}
          </Button>
        </>
      }
    >
      <TextField
        label="Evidence"
        value={evidence}
        onChange={setEvidence}
        autoFocus
        required
        placeholder={outcome === 'confirmed' ? 'What proves it' : 'What rules it out'}
      />
    </Dialog>
  );
}
