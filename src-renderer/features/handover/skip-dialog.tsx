// Leaves out a step of the handover, with the reason why.
import { useState } from 'react';
import { nextStep, skippableSteps, stepStates, stepWords, type SkippableStep } from '../../../src-shared/incident/handover-steps.ts'; // prettier-ignore
import { hostNow } from '../../store/clock.ts';
import { incidentNow } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { closeDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { Choice, TextField } from '../../ui/field.tsx';

export function SkipDialog() {
  const [open] = useState(() => incidentNow().handover.current);
  const [steps] = useState(() => {
    if (open === null) return [];
    const states = stepStates(open, hostNow());
    return skippableSteps.filter((step) => states[step].state !== 'done' && states[step].state !== 'skipped');
  });
  const next = open === null ? undefined : nextStep(open, hostNow());
  const [step, setStep] = useState<SkippableStep | undefined>(() => steps.find((one) => one === next) ?? steps[0]);
  const [reason, setReason] = useState('');
  const { problem, submit } = useSubmit(async () => {
    if (open === null || step === undefined) return 'No step is left that can be skipped.';
    const answer = await dispatch({ type: 'handover.skip', handover: open.id, step, reason });
    if (!answer.ok) return answer.refusal.message;
    closeDialog();
    return null;
  });
  return (
    <Dialog
      title="Skip a step of the handover"
      onClose={closeDialog}
      onSubmit={submit}
      problem={problem}
      lead={
        step === undefined
          ? 'Every step that can be skipped is behind you. Only "I have command" is left.'
          : 'It stays on the record with its reason.'
      }
      actions={
        <>
          <Button onPress={closeDialog}>Cancel</Button>
          <Button tone="solid" type="submit">
            Skip the step
          </Button>
        </>
      }
    >
      {step === undefined ? null : (
        <>
          <Choice
            label="Step"
            value={step}
            options={steps.map((one) => ({ value: one, label: stepWords[one] }))}
            onChange={setStep}
          />
          <TextField label="Reason" value={reason} onChange={setReason} autoFocus required />
        </>
      )}
    </Dialog>
  );
}
