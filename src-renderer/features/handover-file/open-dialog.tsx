// Opens a handover file: choose it, type the passphrase, look at what is in it, then take it in or leave it. Nothing is
// changed before the last press, and a refusal changes nothing either.
import { useEffect, useState } from 'react';
import type { HandoverSeen } from '../../../src-shared/bridge.ts';
import { chooseFile, type Chosen } from '../../store/files.ts';
import { ask, dispatchHost, openIncident } from '../../store/record.ts';
import { closeDialog, resetView } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { tell } from '../../ui/toast.tsx';
import { Inside } from './inside.tsx';
import './handover-file.css';

/** `shared`: a file of the shared folder, which is read at once. */
export function OpenHandoverDialog({ shared }: { shared: { key: string; name: string } | null }) {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [seen, setSeen] = useState<HandoverSeen | null>(null);
  const file = chosen?.file ?? null;
  // What is not taken in does not stay in the host's memory.
  useEffect(() => (file === null ? undefined : () => void dispatchHost({ type: 'file.forget', file })), [file]);

  const [gone, setGone] = useState<string | null>(null);
  const key = shared?.key ?? null;
  useEffect(() => {
    if (key === null) return undefined;
    let wanted = true;
    void ask('handover-from-folder', { key }).then((answer) => {
      if (!answer.ok) return setGone(answer.refusal.message);
      if (wanted) setChosen(answer.answer);
      else void dispatchHost({ type: 'file.forget', file: answer.answer.file });
    });
    return () => {
      wanted = false;
    };
  }, [key]);
  const choosing = useSubmit(async () => {
    const answer = await chooseFile('handover');
    if (!answer.ok) return answer.refusal.message;
    if (answer.chosen === null) return null;
    setGone(null);
    setChosen(answer.chosen);
    setSeen(null);
    return null;
  });
  const { problem, submit } = useSubmit(async () => {
    if (file === null) return 'Choose the file first.';
    if (seen === null) {
      const answer = await ask('handover-look', { file, passphrase });
      if (!answer.ok) return answer.refusal.message;
      setSeen(answer.answer);
      return null;
    }
    const answer = await dispatchHost({ type: 'handover.open', file });
    if (!answer.ok) return answer.refusal.message;
    resetView();
    closeDialog();
    openIncident(seen.incident);
    tell(taken(seen), 'ok');
    return null;
  });

  return (
    <Dialog
      title="Open a handover file"
      onClose={closeDialog}
      onSubmit={submit}
      problem={choosing.problem ?? problem ?? gone}
      lead="An incident that another laptop gave you, whole, with no network. Nothing here changes before you have seen what is in it."
      actions={
        <>
          <Button onPress={closeDialog}>Cancel</Button>
          {seen === null || seen.fresh > 0 ? (
            <Button tone="solid" type="submit">
              {seen === null ? 'Look inside' : seen.here === 0 ? 'Open' : 'Merge'}
            </Button>
          ) : null}
        </>
      }
    >
      <div className="handover-file-line">
        <Button onPress={choosing.submit}>{chosen === null ? 'Choose file' : 'Choose another'}</Button>
        <span className="mono" role="status">
          {chosen?.name ?? ''}
        </span>
      </div>
      {chosen === null || seen !== null ? null : (
        <TextField
          label="Passphrase"
          value={passphrase}
          onChange={setPassphrase}
          autoFocus
          required
          mono
          maxLength={200}
          placeholder="lusab-babad-gutih-tugad"
          help="Four words of five letters, as they are said over the bridge. Capitals and dashes do not matter."
        />
      )}
      {seen === null ? null : <Inside seen={seen} />}
    </Dialog>
  );
}

function taken({ here, fresh, title }: HandoverSeen): string {
  return here === 0 ? `${title} is here.` : `Merged: ${fresh.toLocaleString('en')} events are new here.`;
}
