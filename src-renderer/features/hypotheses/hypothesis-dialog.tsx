// The whole form of a hypothesis: what is suspected, and, where somebody tests it at once, who and for how long.
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

export function HypothesisDialog({ from }: { from: Composed | null }) {
  const usual = usePlaybook()?.timeBoxes.hypothesisMin ?? null;
  const { fields, set, done } = useFormDraft('hypothesis', { text: from?.text ?? '', tester: '', box: '' });
  const { problem, submit } = useSubmit(async () => {
    const box = fields.box.trim() === '' ? undefined : parseDuration(fields.box);
    if (box === null) return 'The time-box cannot be read. Write it as 10m.';
    if (fields.tester.trim() === '' && box !== undefined) return 'Say who tests it, or leave the time-box empty.';
    const answer = await dispatch({
      type: 'hypothesis.raise',
      text: fields.text,
      ...(fields.tester.trim() === '' ? {} : { tester: { name: fields.tester } }),
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
      title="Hypothesis"
      onClose={closeDialog}
      onSubmit={submit}
      problem={problem}
      actions={
        <>
          <Button onPress={closeDialog}>Cancel</Button>
          <Button tone="solid" type="submit" hint="mod+enter">
            Raise
          </Button>
        </>
      }
    >
      <TextField
        label="Suspected"
        value={fields.text}
        onChange={(text) => set({ text })}
        rows={2}
        autoFocus
        required
        placeholder="What it might be"
      />
      <div className="field-row">
        <NameBox label="Tester" value={fields.tester} onChange={(tester) => set({ tester })} placeholder="Nobody yet" />
        <TextField
          label="Time-box"
          value={fields.box}
          onChange={(box) => set({ box })}
          placeholder={usual === null ? '10m' : formatDuration(usual * 60_000)}
          mono
        />
      </div>
    </Dialog>
  );
}
