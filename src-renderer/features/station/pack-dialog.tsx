// Hands over to another laptop: the file is made and saved, its passphrase and what comes back are said over the bridge.
import { useState, type ReactNode } from 'react';
import type { MadeHandover } from '../../../src-shared/bridge.ts';
import { nameOf } from '../../../src-shared/incident/people.ts';
import { saveFile } from '../../store/files.ts';
import { useIncident } from '../../store/incident.ts';
import { ask, dispatch, useRecord } from '../../store/record.ts';
import { closeDialog, openDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { Spoken } from '../../ui/spoken.tsx';
import './station.css';

/** `byWire`: the ways on which the file goes beside the hand. */
export function PackDialog({ byWire }: { byWire: (made: MadeHandover, onSent: () => void) => ReactNode }) {
  const openId = useRecord((record) => record.openId) ?? '';
  const commander = useIncident((incident) => incident.command.commander);
  const relief = useIncident((incident) => incident.handover.current?.to ?? null);
  const forWhom = relief ?? commander;
  const name = useIncident((incident) => nameOf(incident, forWhom));
  const [made, setMade] = useState<MadeHandover | null>(null);
  const [saved, setSaved] = useState(false);
  const { problem, submit } = useSubmit(async () => {
    if (forWhom === null) return 'Nobody has command. Take it first, or let the other laptop claim it.';
    const file = made ?? (await make(openId, forWhom));
    if (typeof file === 'string') return file;
    setMade(file);
    const answer = await saveFile(file);
    if (!answer.ok) return answer.refusal.message;
    setSaved(answer.saved);
    return null;
  });
  return (
    <Dialog
      title="Hand over to another laptop"
      onClose={closeDialog}
      onSubmit={submit}
      problem={problem}
      lead={
        relief === null
          ? `${name} goes on, on another laptop. To hand over to somebody else, offer them command first.`
          : `For ${name}, to whom command is on offer. The file has the whole incident, with what is still to go out.`
      }
      actions={
        <>
          <Button onPress={closeDialog}>{saved ? 'Close' : 'Cancel'}</Button>
          <Button tone={saved ? 'plain' : 'solid'} type="submit">
            {made === null ? 'Make and save the file' : 'Save it again'}
          </Button>
          {saved ? (
            <Button tone="solid" onPress={() => openDialog({ name: 'receipt' })}>
              Type the receipt
            </Button>
          ) : null}
        </>
      }
    >
      {made === null ? null : (
        <section aria-label="Passphrase" className="station-words">
          <h3>Say this over the bridge. It is kept nowhere.</h3>
          <Spoken label="The passphrase" code={made.passphrase} />
          {byWire(made, () => setSaved(true))}
        </section>
      )}
      <ul className="station-words">
        <li>
          {name} opens the file there,{' '}
          {relief === null ? 'and goes on' : 'reads the briefing back, says "I have command"'}, and says a receipt code
          of two words.
        </li>
        <li>You have command, and this laptop goes on sending, until you type that code in here.</li>
        <li>
          If no receipt comes, you still have command. Two laptops that are cut off from each other may both act:
          whoever reaches Slack or the status page second sees it there and stops. The merge shows what both did.
        </li>
      </ul>
    </Dialog>
  );
}

/** The record says first that the file was made: the file has that in it, and the secret of its receipt. */
async function make(incident: string, forWhom: string): Promise<MadeHandover | string> {
  const packed = await dispatch({ type: 'station.pack', for: { id: forWhom } });
  if (!packed.ok) return packed.refusal.message;
  const answer = await ask('handover-make', { incident });
  return answer.ok ? answer.answer : answer.refusal.message;
}
