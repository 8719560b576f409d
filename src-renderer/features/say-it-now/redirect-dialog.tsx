// An executive is in the room. By the time this shows, the script is on the clipboard and the swoop is on the record.
import { useCallback, useEffect, useRef, useState } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import { redirectScript } from '../../../src-shared/documents/drafts.ts';
import type { Situation } from '../../../src-shared/incident/executives.ts';
import { redirectSituations } from '../../../src-shared/playbook/schema.ts';
import { hostNow } from '../../store/clock.ts';
import { copyDocument, saveDocument } from '../../store/document-deeds.ts';
import { incidentNow, usePlaybook, useZone } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { closeDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { PlainDocument } from '../../ui/document.tsx';
import { tell, tellAnswer } from '../../ui/toast.tsx';

export function RedirectDialog() {
  const zone = useZone();
  const labels = usePlaybook()?.redirects;
  const [situation, setSituation] = useState<Situation>('wants-information');
  const textFor = useCallback((of: Situation) => redirectScript(incidentNow(), of, { now: hostNow(), zone }), [zone]);
  const [text, setText] = useState(() => textFor('wants-information'));
  // Each script used is one line of the record; copying the same one again is not another swoop.
  const logged = useRef(new Set<Situation>());

  const use = useCallback(async (of: Situation, script: string): Promise<void> => {
    const { ok, words } = await copyDocument(script);
    if (!logged.current.has(of)) {
      logged.current.add(of);
      const answer = await dispatch({ type: 'executive.redirect', situation: of, text: script });
      if (!tellAnswer(answer)) return;
    }
    tell(ok ? 'The script is on the clipboard, the swoop is on the record.' : words, ok ? 'ok' : 'red');
  }, []);

  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void use('wants-information', text);
  }, [use, text]);

  return (
    <Dialog
      title="Executive redirect"
      width="wide"
      dismissable
      onClose={closeDialog}
      onSubmit={() => void use(situation, text)}
      lead="Paste it, or say it. Then go back to the room."
      actions={
        <>
          <Button onPress={() => saveDocument('executive-redirect', text)}>Save</Button>
          <Button tone="solid" onPress={() => void use(situation, text)}>
            Copy
          </Button>
        </>
      }
    >
      <RadioGroup
        className="situations"
        aria-label="Situation"
        value={situation}
        onChange={(value) => {
          const chosen = redirectSituations.find((one) => one === value);
          if (chosen === undefined) return;
          setSituation(chosen);
          setText(textFor(chosen));
        }}
      >
        {redirectSituations.map((one, i) => (
          <Radio key={one} value={one} className="situation" autoFocus={i === 0}>
            {labels?.[one].label ?? one.replaceAll('-', ' ')}
          </Radio>
        ))}
      </RadioGroup>
      <PlainDocument text={text} />
    </Dialog>
  );
}
