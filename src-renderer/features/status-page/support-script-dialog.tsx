// The support team's script as it stands at this moment, beside what the public page says (DOMAIN.md 7, S2).
import { useRef, useState } from 'react';
import { supportScript } from '../../../src-shared/documents/support-script.ts';
import { hostNow } from '../../store/clock.ts';
import { copyDocument, saveDocument } from '../../store/document-deeds.ts';
import { incidentNow, useZone } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { closeDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { PlainDocument } from '../../ui/document.tsx';
import { tell } from '../../ui/toast.tsx';

export function SupportScriptDialog() {
  const zone = useZone();
  const [text] = useState(() => supportScript(incidentNow(), { now: hostNow(), zone }));
  const given = useRef(false);
  /** What support was given to say is on the record, once, however often it is copied. */
  const give = async (): Promise<void> => {
    if (given.current) return;
    given.current = true;
    const answer = await dispatch({
      type: 'timeline.log',
      kind: 'communication',
      text: `Script given to the support team:\n${text}`,
    });
    given.current = answer.ok;
    if (!answer.ok) tell(answer.refusal.message, 'red');
  };
  const copy = async (): Promise<void> => {
    const { ok, words } = await copyDocument(text);
    tell(words, ok ? 'ok' : 'red');
    if (ok) await give();
  };
  const save = (): void => {
    saveDocument('support-script', text);
    void give();
  };
  return (
    <Dialog
      title="Support script"
      width="wide"
      dismissable
      onClose={closeDialog}
      onSubmit={() => void copy()}
      actions={
        <>
          <Button onPress={save}>Save</Button>
          <Button tone="solid" autoFocus onPress={() => void copy()}>
            Copy
          </Button>
        </>
      }
    >
      <PlainDocument text={text} />
    </Dialog>
  );
}
