// Evidence: who had access during the incident and who reviewed it, what the record is sealed with, what will be missing, and
// the bundle for the auditor.
import { useState } from 'react';
import { gapsOf } from '../../../src-shared/documents/evidence/gaps.ts';
import { formatClock, formatDay } from '../../../src-shared/text/clock-times.ts';
import { saveFile } from '../../store/files.ts';
import { useIncident } from '../../store/incident.ts';
import { ask, dispatchHost } from '../../store/record.ts';
import { closeDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { CheckBox } from '../../ui/field.tsx';
import { tell } from '../../ui/toast.tsx';
import { AccessList } from './access-list.tsx';
import './evidence.css';

export function EvidenceDialog() {
  const incident = useIncident((whole) => whole);
  const [withhold, setWithhold] = useState(false);
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const seal = async (): Promise<void> => {
    const answer = await dispatchHost({ type: 'record.seal', incident: incident.id });
    setProblem(answer.ok ? null : answer.refusal.message);
  };
  const take = async (): Promise<void> => {
    // Not a button that cannot be pressed: it would lose the focus.
    if (working) return;
    setWorking(true);
    const made = await ask('evidence-make', { incident: incident.id, withhold });
    const saved = made.ok ? await saveFile(made.answer) : made;
    setWorking(false);
    setProblem(saved.ok ? null : saved.refusal.message);
    if (made.ok && saved.ok && saved.saved) tell(`${made.answer.name} is saved.`, 'ok');
  };
  return (
    <Dialog
      title="Evidence"
      onClose={closeDialog}
      problem={problem}
      lead="What an auditor asks for. The bundle holds the whole record with a page that checks every byte of it, in any browser."
      actions={
        <>
          <Button onPress={closeDialog}>Done</Button>
          <Button tone="solid" onPress={() => void take()}>
            {working ? 'Making the bundle…' : 'Save evidence bundle'}
          </Button>
        </>
      }
    >
      <AccessList onProblem={setProblem} />
      <Seals onSeal={() => void seal()} />
      <Missing />
      <CheckBox checked={withhold} onChange={setWithhold}>
        Leave personal data out of this copy (the record here keeps every word)
      </CheckBox>
    </Dialog>
  );
}

function Seals({ onSeal }: { onSeal: () => void }) {
  const checkpoints = useIncident((incident) => incident.evidence.checkpoints);
  return (
    <fieldset className="dialog-part">
      <legend>Checkpoints</legend>
      <p className="dialog-note">
        The record is sealed when the incident is resolved or closed, and the room is told the digest: what lies before
        it cannot be written anew unseen.
      </p>
      {checkpoints.length === 0 ? <p>None yet.</p> : null}
      <ul className="evidence-list">
        {checkpoints.map(({ id, at, events, digest }) => (
          <li key={id}>
            {formatDay(at, 'UTC')} {formatClock(at, 'UTC', 'to-the-minute')} UTC, {events} events,{' '}
            <code className="mono">{digest.slice(0, 16)}…</code>
          </li>
        ))}
      </ul>
      <Button onPress={onSeal}>Seal the record now</Button>
    </fieldset>
  );
}

/** As far as it is known in the cockpit; the bundle looks through the whole record. */
function Missing() {
  const incident = useIncident((whole) => whole);
  const gaps = gapsOf(incident, [], [], 0);
  return (
    <fieldset className="dialog-part">
      <legend>What will be missing</legend>
      <ul className="evidence-list">
        {gaps.map(({ what, why }) => (
          <li key={`${what} ${why}`}>
            <b>{what}</b>: {why}
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
