// An executive is in the room. By the time this shows, the script is on the clipboard and the swoop is on the record.
import { useCallback, useEffect, useRef, useState } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import { redirectScript } from '../../../src-shared/documents/drafts.ts';
import type { Situation, Swoop } from '../../../src-shared/incident/executives.ts';
import { formatClock } from '../../../src-shared/text/clock-times.ts';
import { redirectSituations } from '../../../src-shared/playbook/schema.ts';
import { hostNow } from '../../store/clock.ts';
import { copyPlain, saveDocument } from '../../store/document-deeds.ts';
import { incidentNow, useIncident, usePlaybook, useZone } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { closeDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { NameBox } from '../../ui/name-box.tsx';
import { tell, tellAnswer, tellUnsaved } from '../../ui/toast.tsx';

export function RedirectDialog() {
  const zone = useZone();
  const labels = usePlaybook()?.redirects;
  const swoops = useIncident((incident) => incident.executives);
  const [situation, setSituation] = useState<Situation>('wants-information');
  const textFor = useCallback(
    (of: Situation, name = '') => redirectScript(incidentNow(), of, { now: hostNow(), zone }, name),
    [zone],
  );
  const [text, setText] = useState(() => textFor('wants-information'));
  const [who, setWho] = useState('');
  const edited = useRef(false);
  // One time in this dialog is one swoop: another script, other words or a name say more of the same one.
  const logged = useRef<{ id: string; said: string } | null>(null);

  const use = useCallback(async (of: Situation, script: string, name: string): Promise<void> => {
    const { ok, words } = await copyPlain(script);
    const said = JSON.stringify([of, script, name]);
    const before = logged.current;
    if (before?.said !== said) {
      logged.current = { id: before?.id ?? '', said };
      const answer = await dispatch({
        type: 'executive.redirect',
        situation: of,
        text: script,
        ...(name === '' ? {} : { who: name }),
        ...(before === null || before.id === '' ? {} : { instead: before.id }),
      });
      if (!tellAnswer(answer)) {
        logged.current = before;
        return;
      }
      if (before === null && answer.ok) logged.current = { id: answer.events.at(-1) ?? '', said };
    }
    tell(ok ? 'The script is on the clipboard, the swoop is on the record.' : words, ok ? 'ok' : 'red');
  }, []);

  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void use('wants-information', text, '');
  }, [use, text]);

  return (
    <Dialog
      title="Executive redirect"
      width="wide"
      dismissable
      onClose={closeDialog}
      onSubmit={() => void use(situation, text, who.trim())}
      lead={
        swoops.length === 0
          ? 'Paste it, or say it. Then go back to the room.'
          : `Paste it, or say it. ${swoopWords(swoops)}`
      }
      actions={
        <>
          <Button onPress={() => void saveDocument('executive-redirect', text, 'md').then(tellUnsaved)}>Save</Button>
          <Button tone="solid" onPress={() => void use(situation, text, who.trim())}>
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
          edited.current = false;
          setText(textFor(chosen, who.trim()));
        }}
      >
        {redirectSituations.map((one, i) => (
          <Radio key={one} value={one} className="situation" autoFocus={i === 0}>
            {labels?.[one].label ?? one.replaceAll('-', ' ')}
          </Radio>
        ))}
      </RadioGroup>
      <NameBox
        label="Executive"
        value={who}
        onChange={(name) => {
          setWho(name);
          // Words of one's own are not written over.
          if (!edited.current) setText(textFor(situation, name.trim()));
        }}
        placeholder="Who came in? It may stay empty"
      />
      <section aria-label="Document" className="redirect-text">
        <TextField
          label="Script"
          value={text}
          rows={7}
          onChange={(typed) => {
            edited.current = true;
            setText(typed);
          }}
          help="Change it as you like before you copy it. The words of every script are in the playbook."
        />
      </section>
    </Dialog>
  );
}

/** "2 swoops so far, at 14:55 (Dana) and 15:10." */
function swoopWords(swoops: readonly Swoop[]): string {
  const shown = swoops
    .slice(-4)
    .map(({ at, who }) => `${formatClock(at, 'UTC', 'to-the-minute')}${who === undefined ? '' : ` (${who})`}`);
  return `${swoops.length} ${swoops.length === 1 ? 'swoop' : 'swoops'} so far: ${shown.join(', ')} UTC.`;
}
