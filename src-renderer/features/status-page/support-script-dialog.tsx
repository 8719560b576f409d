// The support team's script as it stands at this moment, beside what the public page says (DOMAIN.md 7, S2).
import { useState } from 'react';
import { supportScript } from '../../../src-shared/documents/support-script.ts';
import { hostNow } from '../../store/clock.ts';
import { copyDocument, saveDocument } from '../../store/document-deeds.ts';
import { incidentNow, useZone } from '../../store/incident.ts';
import { closeDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { PlainDocument } from '../../ui/document.tsx';
import { tell } from '../../ui/toast.tsx';

export function SupportScriptDialog() {
  const zone = useZone();
  const [text] = useState(() => supportScript(incidentNow(), { now: hostNow(), zone }));
  const copy = async (): Promise<void> => {
    const { ok, words } = await copyDocument(text);
    tell(words, ok ? 'ok' : 'red');
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
          <Button onPress={() => saveDocument('support-script', text)}>Save</Button>
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
