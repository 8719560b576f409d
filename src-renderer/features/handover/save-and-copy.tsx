// The briefing as a file or on the clipboard; from then it counts as issued, once.
import { useRef } from 'react';
import { copyDocument, issueDocument, saveDocument } from '../../store/document-deeds.ts';
import { Button } from '../../ui/button.tsx';
import { tell } from '../../ui/toast.tsx';

/** `issued`: the record has it already, as it is shown here. */
export function SaveAndCopy({ text, issued = false }: { text: string; issued?: boolean }) {
  const done = useRef(issued);
  const issue = (): void => {
    if (done.current || issued) return;
    done.current = true;
    void issueDocument('handover', text);
  };
  const copy = async (): Promise<void> => {
    const { ok, words } = await copyDocument(text);
    tell(words, ok ? 'ok' : 'red');
    if (ok) issue();
  };
  return (
    <span className="leading">
      <Button
        onPress={() => {
          saveDocument('handover-briefing', text);
          issue();
        }}
      >
        Save
      </Button>{' '}
      <Button onPress={() => void copy()}>Copy</Button>
    </span>
  );
}
