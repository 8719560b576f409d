// Makes a handover file of the incident as it is now, and says the passphrase that opens it. It is kept nowhere.
import { useEffect, useState } from 'react';
import type { MadeHandover } from '../../../src-shared/bridge.ts';
import { saveFile } from '../../store/files.ts';
import { ask, dispatchHost, useRecord } from '../../store/record.ts';
import { closeDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { ByWire } from './by-wire.tsx';
import { Spoken } from '../../ui/spoken.tsx';
import './handover-file.css';

export function SaveHandoverDialog() {
  const incident = useRecord((record) => record.openId);
  const [made, setMade] = useState<MadeHandover | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [saved, setSaved] = useState(false);
  const [sent, setSent] = useState(false);
  useEffect(() => {
    if (incident === null) return undefined;
    let wanted = true;
    let file: string | null = null;
    void ask('handover-make', { incident }).then((answer) => {
      if (!answer.ok) return setTrouble(answer.refusal.message);
      ({ file } = answer.answer);
      if (wanted) setMade(answer.answer);
      else void dispatchHost({ type: 'file.forget', file });
    });
    return () => {
      wanted = false;
    };
  }, [incident]);
  const { problem, submit } = useSubmit(async () => {
    if (made === null) return 'The file is still being made.';
    const answer = await saveFile(made);
    if (!answer.ok) return answer.refusal.message;
    setSaved(answer.saved);
    return null;
  });
  return (
    <Dialog
      title="Save a handover file"
      onClose={closeDialog}
      onSubmit={submit}
      problem={trouble ?? problem}
      lead={
        'A copy of the record in one closed file: for another laptop, or to merge what both wrote. It gives no command; for that there is "Hand over to another laptop".'
      }
      actions={
        <>
          <Button onPress={closeDialog}>{saved || sent ? 'Done' : 'Cancel'}</Button>
          {made === null || saved ? null : (
            <Button tone="solid" type="submit">
              Save {made.name}
            </Button>
          )}
        </>
      }
    >
      {made === null ? (
        <p role="status">{trouble === null ? 'Making the file…' : ''}</p>
      ) : (
        <section aria-label="Passphrase" className="handover-file-passphrase">
          <h3>Say this over the bridge. It is kept nowhere: without it nobody opens the file.</h3>
          <Spoken label="The passphrase" code={made.passphrase} />
          <ByWire made={made} onSent={() => setSent(true)} />
          {saved ? <p role="status">Saved as {made.name}. Give them the file and the passphrase apart.</p> : null}
        </section>
      )}
    </Dialog>
  );
}
