// The situation report as it stands at this moment.
import { useRef, useState } from 'react';
import { sitrep } from '../../../src-shared/documents/sitrep.ts';
import { hostNow } from '../../store/clock.ts';
import { copyDocument, issueDocument, saveDocument } from '../../store/document-deeds.ts';
import { incidentNow, useZone } from '../../store/incident.ts';
import { closeDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { MarkdownDocument } from '../../ui/document.tsx';
import { tell } from '../../ui/toast.tsx';

export function SitrepDialog() {
  const zone = useZone();
  const [text] = useState(() => sitrep(incidentNow(), { now: hostNow(), zone }));
  const issued = useRef(false);
  const issue = (): void => {
    if (issued.current) return;
    issued.current = true;
    void issueDocument('sitrep', text);
  };
  const copy = async (): Promise<void> => {
    const { ok, words } = await copyDocument(text);
    tell(words, ok ? 'ok' : 'red');
    if (ok) issue();
  };
  return (
    <Dialog
      title="SITREP"
      width="wide"
      dismissable
      onClose={closeDialog}
      onSubmit={() => void copy()}
      actions={
        <>
          <Button
            onPress={() => {
              saveDocument('sitrep', text);
              issue();
            }}
          >
            Save
          </Button>
          <Button tone="solid" autoFocus onPress={() => void copy()}>
            Copy
          </Button>
        </>
      }
    >
      <MarkdownDocument text={text} />
    </Dialog>
  );
}
