// Another severity: which, and why. Clocks re-arm from now; what was missed stays missed (DOMAIN.md 1).
import { useState } from 'react';
import type { Severity } from '../../../src-shared/incident/fields.ts';
import { useIncident, usePlaybook } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { closeDialog, openDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { Choice, TextField } from '../../ui/field.tsx';

const LEVELS: readonly Severity[] = [1, 2, 3, 4];

export function SeverityDialog() {
  const now = useIncident((incident) => incident.severity.level);
  const severities = usePlaybook()?.severities;
  const [to, setTo] = useState<Severity>(now === 1 ? 2 : 1);
  const [reason, setReason] = useState('');
  const { problem, submit } = useSubmit(async () => {
    const answer = await dispatch({ type: 'severity.change', to, reason });
    if (!answer.ok) return answer.refusal.message;
    // A SEV1 is told to executives: the message is there to be sent, Escape leaves it (DOMAIN.md 1).
    if (to === 1) openDialog({ name: 'update', audience: 'executives' });
    else closeDialog();
    return null;
  });
  return (
    <Dialog
      title="Change severity"
      onClose={closeDialog}
      onSubmit={submit}
      problem={problem}
      lead={`It is SEV${now}. In doubt take the higher one. Clocks start anew from now; what was missed stays missed. The room and the incidents channel are told.`}
      actions={
        <>
          <Button onPress={closeDialog}>Cancel</Button>
          <Button tone="solid" type="submit">
            Change to SEV{to}
          </Button>
        </>
      }
    >
      <Choice
        label="New severity"
        value={String(to)}
        options={LEVELS.filter((level) => level !== now).map((level) => ({
          value: String(level),
          label: `SEV${level} ${severities?.[level].label ?? ''}`,
        }))}
        onChange={(value) => setTo(LEVELS.find((level) => String(level) === value) ?? to)}
        help={severities?.[to].means}
      />
      <TextField
        label="Reason"
        value={reason}
        onChange={setReason}
        autoFocus
        required
        placeholder="What changed, or what was misjudged"
      />
    </Dialog>
  );
}
