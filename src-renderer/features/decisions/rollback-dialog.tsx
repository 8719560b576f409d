// Rollback: the way back first (S1), then what goes back; fast or proper, back or forward, partial or full (S3). Enter
// orders it: the decision, its action and the executor in one press. Objections do not stop the commander (S0).
import { inCommand, nameInCommand } from '../../../src-shared/incident/in-command.ts';
import { parseDuration } from '../../../src-shared/text/durations.ts';
import { useFormDraft } from '../../store/form-draft.ts';
import { useIncident } from '../../store/incident.ts';
import { dispatch, useRecord } from '../../store/record.ts';
import { closeDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { CheckBox, Choice, TextField } from '../../ui/field.tsx';
import { NameBox } from '../../ui/name-box.tsx';
import { WayBack, wayBackOf } from '../../ui/way-back.tsx';
import { Objections, objectionsOf } from './objections.tsx';

const FIXES = [
  { value: 'workaround', label: 'Fast workaround' },
  { value: 'proper', label: 'Proper fix' },
] as const;
const WAYS = [
  { value: 'back', label: 'Back' },
  { value: 'forward', label: 'Forward' },
] as const;
const EXTENTS = [
  { value: 'full', label: 'Full' },
  { value: 'partial', label: 'Partial' },
] as const;

export function RollbackDialog() {
  const me = useRecord((record) => record.host?.identity.person?.id);
  const commander = useIncident((incident) => inCommand(incident)?.person ?? null);
  const commanderName = useIncident(nameInCommand);
  const { fields, set, done } = useFormDraft('rollback', {
    wayBack: '',
    noWayBack: '',
    none: '',
    text: '',
    fix: '',
    way: '',
    extent: '',
    asked: '',
    objections: '',
    executor: '',
    eta: '',
    word: '',
  });
  const mine = commander !== null && commander === me;
  const { problem, submit } = useSubmit(async () => {
    const objections = objectionsOf(fields);
    if (!objections.ok) return objections.problem;
    if (fields.executor.trim() === '') return 'Say who carries it out: the executor.';
    const eta = fields.eta.trim() === '' ? undefined : parseDuration(fields.eta);
    if (eta === null) return 'The ETA cannot be read. Write it as 10m.';
    const answer = await dispatch({
      type: 'decision.rollback',
      ...wayBackOf(fields),
      text: fields.text,
      fix: chosen(FIXES, fields.fix),
      way: chosen(WAYS, fields.way),
      extent: chosen(EXTENTS, fields.extent),
      executor: { name: fields.executor },
      ...objections.fields,
      ...(eta === undefined ? {} : { etaMs: eta }),
      ...(fields.word === 'yes' && commander !== null ? { word: commander } : {}),
    });
    if (!answer.ok) return answer.refusal.message;
    done();
    closeDialog();
    return null;
  });
  return (
    <Dialog
      title="Rollback"
      onClose={closeDialog}
      onSubmit={submit}
      problem={problem}
      lead="A decision and an approved action in one press. The way back comes first."
      actions={
        <>
          <Button onPress={closeDialog}>Cancel</Button>
          <Button tone="solid" type="submit" hint="mod+enter">
            Order rollback
          </Button>
        </>
      }
    >
      <WayBack fields={fields} set={set} autoFocus />
      <TextField
        label="What goes back, and to what"
        value={fields.text}
        onChange={(text) => set({ text })}
        required
        placeholder="payment-api back to 4.2"
      />
      <div className="field-row">
        <Choice label="Fix" value={chosen(FIXES, fields.fix)} options={FIXES} onChange={(fix) => set({ fix })} />
        <Choice label="Way" value={chosen(WAYS, fields.way)} options={WAYS} onChange={(way) => set({ way })} />
        <Choice
          label="Extent"
          value={chosen(EXTENTS, fields.extent)}
          options={EXTENTS}
          onChange={(extent) => set({ extent })}
        />
      </div>
      <div className="field-row">
        <NameBox
          label="Executor"
          value={fields.executor}
          onChange={(executor) => set({ executor })}
          placeholder="Who carries it out"
        />
        <TextField label="ETA" value={fields.eta} onChange={(eta) => set({ eta })} placeholder="10m" mono />
      </div>
      <Objections fields={fields} set={set} />
      {mine || commander === null ? null : (
        <CheckBox checked={fields.word === 'yes'} onChange={(yes) => set({ word: yes ? 'yes' : '' })}>
          {commanderName} ordered it, and I write it down
        </CheckBox>
      )}
    </Dialog>
  );
}

/** The first one until another is chosen. */
function chosen<T extends string>(options: readonly [{ value: T }, ...{ value: T }[]], value: string): T {
  return options.find((option) => option.value === value)?.value ?? options[0].value;
}
