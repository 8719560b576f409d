// One call: whom, the number to dial, the words to say, and what came of it with one key each.
import { useEffect, useState } from 'react';
import { callScript } from '../../../src-shared/documents/call-script.ts';
import type { Call } from '../../../src-shared/incident/escalation-chain.ts';
import type { Outcome, Way } from '../../../src-shared/incident/escalation.ts';
import type { Incident } from '../../../src-shared/incident/index.ts';
import { sameName } from '../../../src-shared/incident/people.ts';
import { formatClock } from '../../../src-shared/text/clock-times.ts';
import { byName, byPosition } from '../../../src-shared/phone-book.ts';
import { hostNow } from '../../store/clock.ts';
import { copyPlain } from '../../store/document-deeds.ts';
import { incidentNow, useIncident, useZone } from '../../store/incident.ts';
import { usePhoneBook } from '../../store/phone-book.ts';
import { dispatch, useRecord } from '../../store/record.ts';
import { closeDialog, openDialog, type CallTarget } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { PlainDocument } from '../../ui/document.tsx';
import { Choice, TextField } from '../../ui/field.tsx';
import { NameBox } from '../../ui/name-box.tsx';
import { TelLink } from '../../ui/tel-link.tsx';
import { tell } from '../../ui/toast.tsx';
import { positionOf, personOf, reasonOf, isFor } from './call-target.ts';
import './escalation.css';

const WAYS: readonly { value: Way; label: string }[] = [
  { value: 'phone', label: 'By phone' },
  { value: 'slack', label: 'In Slack' },
  { value: 'mail', label: 'By mail' },
  { value: 'in-person', label: 'In person' },
];

export function CallDialog({ to }: { to: CallTarget }) {
  const zone = useZone();
  const me = useRecord((record) => record.host?.identity.person.name ?? '');
  const position = useIncident((incident) => positionOf(incident, to));
  const { people } = usePhoneBook();
  const [named, setName] = useState<string | null>(() => personOf(incidentNow(), to) || null);
  // Until somebody is typed, the phone book says who it is.
  const name = named ?? byPosition(people, position)?.name ?? '';
  const listed = byName(people, name);
  const [way, setWay] = useState<Way>('phone');
  const met = useIncident((incident) => phoneOf(incident, name));
  const known = listed?.phones[0]?.number ?? met;
  const [typed, setTyped] = useState<string | null>(null);
  const number = typed ?? known;
  const [openedAt] = useState(hostNow);
  const waiting = useIncident((incident) => waitingCall(incident, to, openedAt));
  const script = callScript(
    incidentNow(),
    { name: name.trim(), position, caller: me, reason: reasonOf(incidentNow(), to) },
    { now: openedAt, zone },
  );

  const record = async (outcome?: Outcome): Promise<string | null> => {
    if (name.trim() === '') return 'Who is called? Type the name.';
    const answer =
      waiting !== null && outcome !== undefined
        ? await dispatch({ type: 'escalation.settle', call: waiting.id, outcome })
        : await dispatch({
            type: 'escalation.call',
            person: { name },
            way,
            ...(way === 'phone' && number.trim() !== '' ? { number } : {}),
            ...('escalation' in to
              ? to
              : 'notice' in to
                ? { notice: to.notice, position }
                : position === ''
                  ? {}
                  : { position }),
            ...(outcome === undefined ? {} : { outcome }),
          });
    if (!answer.ok) return answer.refusal.message;
    if (outcome === 'reached') {
      closeDialog();
      tell(`${name.trim()} is reached.`, 'ok');
    } else if (outcome === 'no-answer') openDialog({ name: 'escalate' });
    return null;
  };
  const called = useSubmit(() => record());
  const reached = useSubmit(() => record('reached'));
  const noAnswer = useSubmit(() => record('no-answer'));
  useCallKeys({ c: called.submit, r: reached.submit, n: noAnswer.submit });

  const copy = async (): Promise<void> => {
    const { ok, words } = await copyPlain(script);
    tell(ok ? 'The script is on the clipboard.' : words, ok ? 'ok' : 'red');
  };
  return (
    <Dialog
      title={position === '' ? 'Call somebody' : `Call ${position}`}
      width="wide"
      onClose={closeDialog}
      onSubmit={waiting === null ? called.submit : reached.submit}
      problem={called.problem ?? reached.problem ?? noAnswer.problem}
      lead={
        waiting === null
          ? 'Dial, say the words below, and press what came of it.'
          : `Called at ${formatClock(waiting.at, 'UTC', 'to-the-minute')} UTC. Was anybody reached?`
      }
      actions={
        <>
          <span className="leading">
            <Button onPress={() => openDialog({ name: 'escalate' })}>Back</Button>
          </span>
          {script === '' ? null : <Button onPress={() => void copy()}>Copy script</Button>}
          {waiting === null ? (
            <Button hint="c" onPress={called.submit}>
              Called
            </Button>
          ) : null}
          <Button hint="n" onPress={noAnswer.submit}>
            No answer
          </Button>
          <Button tone="solid" hint="r" autoFocus={name !== ''} onPress={reached.submit}>
            Reached
          </Button>
        </>
      }
    >
      <div className="call-who">
        <NameBox label="Name" value={name} onChange={setName} autoFocus={name === ''} placeholder="Who is it?" />
        <Choice label="How" value={way} options={WAYS} onChange={setWay} />
        {way === 'phone' ? (
          <TextField label="Number" value={number} onChange={setTyped} placeholder="None known: type it" />
        ) : null}
      </div>
      {way === 'phone' && number.trim() !== '' ? (
        <p className="call-number">
          <TelLink number={number} />
          {(listed?.phones ?? [])
            .filter((phone) => phone.number !== number)
            .map((phone) => (
              <TelLink key={phone.number} number={phone.number} />
            ))}
        </p>
      ) : null}
      {script === '' ? null : <PlainDocument text={script} />}
    </Dialog>
  );
}

function phoneOf(incident: Incident, name: string): string {
  const wanted = sameName(name);
  return Object.values(incident.people).find((one) => sameName(one.name) === wanted)?.handles.phone ?? '';
}

/** A call to the same that has no outcome yet; one made before this dialog was opened counts too. */
function waitingCall(incident: Incident, to: CallTarget, openedAt: number): Call | null {
  const last = incident.escalation.calls.findLast((call) => isFor(call, to));
  if (last === undefined || last.outcome !== null) return null;
  // A call outside of any chain is only this dialog's own.
  return 'escalation' in to || 'notice' in to || last.at >= openedAt ? last : null;
}

/** One key each, while nobody types; Tab and Enter work as ever. */
function useCallKeys(deeds: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const { target } = event;
      if (
        target instanceof HTMLInputElement ||
        target instanceof HTMLTextAreaElement ||
        target instanceof HTMLSelectElement
      )
        return;
      const deed = deeds[event.key.toLowerCase()];
      if (deed === undefined) return;
      event.preventDefault();
      deed();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });
}
