// The whole form of an action on a system: the way back first (S1), then what is changed, by whom, how long it takes. It
// waits for the commander's word (S2).
import { actionKinds } from '../../../src-shared/incident/action-fields.ts';
import { kindWords } from '../../../src-shared/incident/actions.ts';
import { formatDuration, parseDuration } from '../../../src-shared/text/durations.ts';
import { markOf, spend, type Composed } from '../../store/composed.ts';
import { useFormDraft } from '../../store/form-draft.ts';
import { usePlaybook } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { closeDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { Choice, TextField } from '../../ui/field.tsx';
import { NameBox } from '../../ui/name-box.tsx';
import { WayBack, wayBackOf } from '../../ui/way-back.tsx';

const KINDS = actionKinds.map((kind) => ({ value: kind, label: kindWords(kind) }));

export function ActionDialog({ from }: { from: Composed | null }) {
  const usual = usePlaybook()?.timeBoxes.actionMin ?? null;
  const { fields, set, done } = useFormDraft('action', {
    wayBack: '',
    noWayBack: '',
    none: '',
    text: from?.text ?? '',
    kind: '',
    owner: '',
    eta: '',
  });
  const kind = actionKinds.find((one) => one === fields.kind) ?? 'other';
  const { problem, submit } = useSubmit(async () => {
    const eta = fields.eta.trim() === '' ? undefined : parseDuration(fields.eta);
    if (eta === null) return 'The ETA cannot be read. Write it as 10m.';
    const answer = await dispatch({
      type: 'action.propose',
      text: fields.text,
      kind,
      ...wayBackOf(fields),
      ...(fields.owner.trim() === '' ? {} : { owner: { name: fields.owner } }),
      ...(eta === undefined ? {} : { etaMs: eta }),
      ...markOf(from),
    });
    if (!answer.ok) return answer.refusal.message;
    done();
    spend(from);
    closeDialog();
    return null;
  });
  return (
    <Dialog
      title="Action on a system"
      onClose={closeDialog}
      onSubmit={submit}
      problem={problem}
      lead="Proposed now; it waits for the word of the commander."
      actions={
        <>
          <Button onPress={closeDialog}>Cancel</Button>
          <Button tone="solid" type="submit" hint="mod+enter">
            Propose
          </Button>
        </>
      }
    >
      <WayBack fields={fields} set={set} autoFocus />
      <TextField
        label="What is changed"
        value={fields.text}
        onChange={(text) => set({ text })}
        rows={2}
        required
        placeholder="Fail over to the second region"
      />
      <div className="field-row">
        <Choice label="Kind" value={kind} options={KINDS} onChange={(one) => set({ kind: one })} />
        <NameBox label="Who" value={fields.owner} onChange={(owner) => set({ owner })} placeholder="Nobody yet" />
        <TextField
          label="ETA"
          value={fields.eta}
          onChange={(eta) => set({ eta })}
          placeholder={usual === null ? '15m' : formatDuration(usual * 60_000)}
          mono
        />
      </div>
    </Dialog>
  );
}
