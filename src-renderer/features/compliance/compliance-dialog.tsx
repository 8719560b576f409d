// The flags of this incident: raised and lowered with a reason, the legal hold, and words that never leave in clear.
import { useState } from 'react';
import { isNeedToKnow, raisedFlag } from '../../../src-shared/incident/compliance.ts';
import { flagsOf } from '../../../src-shared/incident/flags.ts';
import { nameOf } from '../../../src-shared/incident/people.ts';
import type { PlaybookFlag } from '../../../src-shared/playbook/compliance.ts';
import { formatClock } from '../../../src-shared/text/clock-times.ts';
import { useIncident } from '../../store/incident.ts';
import { dispatch, type Wanted } from '../../store/record.ts';
import { closeDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Choice, TextField } from '../../ui/field.tsx';

export function ComplianceDialog() {
  const incident = useIncident((whole) => whole);
  const [problem, setProblem] = useState<string | null>(null);
  const act = async (wanted: Wanted): Promise<boolean> => {
    const answer = await dispatch(wanted);
    setProblem(answer.ok ? null : answer.refusal.message);
    return answer.ok;
  };
  const flags = flagsOf(incident);
  return (
    <Dialog
      title="Compliance flags"
      onClose={closeDialog}
      problem={problem}
      lead="A flag changes how this incident is run. Raising and lowering one stays on the record with its reason."
      actions={
        <Button tone="solid" onPress={closeDialog}>
          Done
        </Button>
      }
    >
      {flags.length === 0 ? <p>The playbook of this incident has no compliance flags.</p> : null}
      {flags.map((flag, i) => (
        <Flag key={flag.id} flag={flag} first={i === 0} act={act} />
      ))}
      <Hold act={act} />
      {isNeedToKnow(incident) ? <Words act={act} /> : null}
    </Dialog>
  );
}

type Act = (wanted: Wanted) => Promise<boolean>;

function Flag({ flag, first, act }: { flag: PlaybookFlag; first: boolean; act: Act }) {
  const up = useIncident((incident) => raisedFlag(incident, flag.id));
  const who = useIncident((incident) => nameOf(incident, up?.by));
  const [kind, setKind] = useState(flag.kinds[0]?.id ?? '');
  const [reason, setReason] = useState('');
  const press = async (): Promise<void> => {
    const done = await act(
      up === undefined
        ? { type: 'compliance.raise', flag: flag.id, reason, ...(kind === '' ? {} : { kind }) }
        : { type: 'compliance.lower', flag: flag.id, reason },
    );
    if (done) setReason('');
  };
  return (
    <fieldset className="dialog-part">
      <legend>
        {flag.label} {up === undefined ? null : <span className="pill red">raised</span>}
      </legend>
      <p className="dialog-note">
        {up === undefined
          ? does(flag)
          : `${up.kind === undefined ? '' : `${up.kind.label}. `}${up.reason} · ${formatClock(up.at, 'UTC', 'to-the-minute')} UTC, ${who}`}
      </p>
      {up === undefined && flag.kinds.length > 0 ? (
        <Choice
          label="What is exposed"
          value={kind}
          options={flag.kinds.map(({ id, label }) => ({ value: id, label }))}
          onChange={setKind}
        />
      ) : null}
      <TextField
        label={up === undefined ? `Why: ${flag.label}` : `Why no longer: ${flag.label}`}
        value={reason}
        onChange={setReason}
        autoFocus={first}
        required
      />
      <Button
        tone={up === undefined ? 'red' : 'plain'}
        name={`${up === undefined ? 'Raise the flag' : 'Lower the flag'}: ${flag.label}`}
        onPress={() => void press()}
      >
        {up === undefined ? 'Raise the flag' : 'Lower the flag'}
      </Button>
    </fieldset>
  );
}

/** What raising it does, before it is done. */
function does(flag: PlaybookFlag): string {
  const parts = [
    flag.severity === null ? '' : `makes it SEV${flag.severity}`,
    flag.needToKnow ? 'need-to-know: nothing personal leaves' : '',
    flag.legalHold ? 'legal hold: nothing of it can be deleted' : '',
    flag.roles.length + flag.kinds.length > 0 ? 'roles that must be filled' : '',
    flag.tell === undefined ? '' : `a clock: ${flag.tell.label}`,
  ].filter((part) => part !== '');
  return `Raising it: ${parts.join('; ')}.`;
}

function Hold({ act }: { act: Act }) {
  const hold = useIncident((incident) => incident.compliance.hold);
  const [reason, setReason] = useState('');
  const press = async (): Promise<void> => {
    const type = hold === null ? 'compliance.place-hold' : 'compliance.lift-hold';
    if (await act({ type, reason })) setReason('');
  };
  return (
    <fieldset className="dialog-part">
      <legend>Legal hold {hold === null ? null : <span className="pill amber">in force</span>}</legend>
      <p className="dialog-note">
        {hold === null
          ? 'Under a hold this incident can be neither deleted nor aged out.'
          : `In force since ${formatClock(hold.at, 'UTC', 'to-the-minute')} UTC: ${hold.reason}. Lowering a flag does not lift it.`}
      </p>
      <TextField
        label={hold === null ? 'Why a legal hold' : 'Why the hold is lifted'}
        value={reason}
        onChange={setReason}
        required
      />
      <Button onPress={() => void press()}>{hold === null ? 'Place a legal hold' : 'Lift the legal hold'}</Button>
    </fieldset>
  );
}

function Words({ act }: { act: Act }) {
  const listed = useIncident((incident) => incident.compliance.words);
  const [text, setText] = useState('');
  const press = async (): Promise<void> => {
    const words = text
      .split(/[,\n]/u)
      .map((word) => word.trim())
      .filter((word) => word !== '');
    if (words.length > 0 && (await act({ type: 'compliance.list-words', words }))) setText('');
  };
  return (
    <fieldset className="dialog-part">
      <legend>What never leaves in clear</legend>
      <p className="dialog-note">
        Mail addresses, phone, card and account numbers and network addresses are taken out of every text for outside.
        {listed.length === 0 ? ' Names you list are too.' : ` So are: ${listed.join(', ')}.`}
      </p>
      <TextField label="Names and words, with commas between" value={text} onChange={setText} />
      <Button onPress={() => void press()}>Add to the list</Button>
    </fieldset>
  );
}
