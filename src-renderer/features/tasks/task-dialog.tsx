// The whole form of a task: what, who, how long.
import { formatDuration, parseDuration } from '../../../src-shared/text/durations.ts';
import { markOf, spend, type Composed } from '../../store/composed.ts';
import { useFormDraft } from '../../store/form-draft.ts';
import { usePlaybook } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { closeDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { NameBox } from '../../ui/name-box.tsx';

export function TaskDialog({ from }: { from: Composed | null }) {
  const usual = usePlaybook()?.timeBoxes.taskMin ?? null;
  const { fields, set, done } = useFormDraft('task', {
    text: from?.text ?? '',
    owner: from?.name ?? '',
    box: from?.timeBoxMs === undefined ? '' : formatDuration(from.timeBoxMs),
  });
  const { problem, submit } = useSubmit(async () => {
    const box = fields.box.trim() === '' ? undefined : parseDuration(fields.box);
    if (box === null) return 'The time-box cannot be read. Write it as 10m.';
    if (fields.owner.trim() === '') return 'Say who does it: a task has a person.';
    const answer = await dispatch({
      type: 'task.give',
      text: fields.text,
      owner: { name: fields.owner },
      ...(box === undefined ? {} : { timeBoxMs: box }),
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
      title="Task"
      onClose={closeDialog}
      onSubmit={submit}
      problem={problem}
      actions={
        <>
          <Button onPress={closeDialog}>Cancel</Button>
          <Button tone="solid" type="submit" hint="mod+enter">
            Give
          </Button>
        </>
      }
    >
      <TextField
        label="To do"
        value={fields.text}
        onChange={(text) => set({ text })}
        rows={2}
        autoFocus
        required
        placeholder="What has to be done"
      />
      <div className="field-row">
        <NameBox label="Who" value={fields.owner} onChange={(owner) => set({ owner })} placeholder="One person" />
        <TextField
          label="Time-box"
          value={fields.box}
          onChange={(box) => set({ box })}
          placeholder={usual === null ? '15m' : formatDuration(usual * 60_000)}
          mono
        />
      </div>
    </Dialog>
  );
}
