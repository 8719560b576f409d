// The whole form of a decision: the question, the ways not taken and why, objections asked for, who carries it out.
import { inCommand, nameInCommand } from '../../../src-shared/incident/in-command.ts';
import { seatsOf } from '../../../src-shared/incident/roles.ts';
import type { Composed } from '../../store/composed.ts';
import { markOf, spend } from '../../store/composed.ts';
import { useFormDraft } from '../../store/form-draft.ts';
import { useIncident } from '../../store/incident.ts';
import { dispatch, useRecord } from '../../store/record.ts';
import { closeDialog } from '../../store/view.ts';
import { optionsIn } from '../../../src-shared/text/listed.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { CheckBox, TextField } from '../../ui/field.tsx';
import { NameBox } from '../../ui/name-box.tsx';
import { Objections, objectionsOf } from './objections.tsx';

export function DecisionDialog({ from }: { from: Composed | null }) {
  const { fields, set, done } = useFormDraft('decision', {
    text: from?.text ?? '',
    question: '',
    rejected: '',
    asked: '',
    objections: '',
    executor: '',
    word: '',
  });
  const me = useRecord((record) => record.host?.identity.person?.id);
  const commander = useIncident((incident) => inCommand(incident)?.person ?? null);
  const commanderName = useIncident(nameInCommand);
  // The scribe takes decisions down: theirs are the commander's without a tick.
  const scribes = useIncident((incident) => seatsOf(incident, 'scribe').some(({ person }) => person === me));
  const mine = commander === null || commander === me || scribes;
  const { problem, submit } = useSubmit(async () => {
    const objections = objectionsOf(fields);
    if (!objections.ok) return objections.problem;
    const answer = await dispatch({
      type: 'decision.make',
      text: fields.text,
      rejected: optionsIn(fields.rejected),
      ...objections.fields,
      ...(fields.question.trim() === '' ? {} : { question: fields.question }),
      ...(fields.executor.trim() === '' ? {} : { executor: { name: fields.executor } }),
      ...markOf(from),
      ...(mine || fields.word !== 'yes' ? {} : { word: commander }),
    });
    if (!answer.ok) return answer.refusal.message;
    done();
    spend(from);
    closeDialog();
    return null;
  });
  return (
    <Dialog
      title="Decision"
      onClose={closeDialog}
      onSubmit={submit}
      problem={problem}
      actions={
        <>
          <Button onPress={closeDialog}>Cancel</Button>
          <Button tone="solid" type="submit" hint="mod+enter">
            {mine || fields.word === 'yes' ? 'Decide' : 'Propose'}
          </Button>
        </>
      }
    >
      <TextField
        label="Decided"
        value={fields.text}
        onChange={(text) => set({ text })}
        rows={2}
        autoFocus
        required
        placeholder="What is done"
      />
      <TextField
        label="Question (optional)"
        value={fields.question}
        onChange={(question) => set({ question })}
        placeholder="What had to be decided"
      />
      <TextField
        label="Rejected options"
        value={fields.rejected}
        onChange={(rejected) => set({ rejected })}
        rows={2}
        placeholder="Scale the pool: too slow"
        help="One a line; why comes after a colon."
      />
      <Objections fields={fields} set={set} />
      <NameBox
        label="Executor"
        value={fields.executor}
        onChange={(executor) => set({ executor })}
        placeholder="Who carries it out"
      />
      {mine ? null : (
        <CheckBox checked={fields.word === 'yes'} onChange={(yes) => set({ word: yes ? 'yes' : '' })}>
          {commanderName} decided it, and I write it down
        </CheckBox>
      )}
    </Dialog>
  );
}
