// The running incident keeps the playbook that it was declared under, until its commander switches it: what would change is
// shown first, and it goes on the record.
import { useState } from 'react';
import { differences } from '../../../src-shared/playbook/differences.ts';
import { useIncident } from '../../store/incident.ts';
import { dispatch, isMe, useRecord } from '../../store/record.ts';
import { Button } from '../../ui/button.tsx';
import { useSubmit } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { tell } from '../../ui/toast.tsx';
import { Differences } from './compare.tsx';
import type { Opened } from './use-playbooks.ts';

export function SwitchIncident({ opened, changed }: { opened: Opened; changed: boolean }) {
  const declaration = useIncident((incident) => incident.declaration);
  const commander = useIncident((incident) => incident.command.commander);
  const level = useIncident((incident) => incident.severity.level);
  const mine = useRecord((record) => isMe(record.host, commander));
  const [asking, ask] = useState(false);
  const [reason, setReason] = useState('');
  const to = opened.checked?.playbook ?? null;
  const { problem, submit } = useSubmit(async () => {
    if (opened.ref === null || opened.checked?.hash === null || opened.checked === null) return null;
    const answer = await dispatch({
      type: 'playbook.switch',
      to: opened.ref,
      hash: opened.checked.hash,
      ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
    });
    if (!answer.ok) return answer.refusal.message;
    ask(false);
    tell(`The incident runs under ${to?.name ?? 'it'} now.`, 'ok');
    return null;
  });
  if (declaration === null) return null;
  const now = declaration.playbook;
  const same = opened.checked?.hash === declaration.playbookHash;
  const found = now === null || to === null ? [] : differences(now, to);
  // What counts at once comes first: the severity that the incident has.
  const first = found.filter(({ path }) => path.startsWith(`severities.${level}.`));
  const others = found.filter(({ path }) => !path.startsWith('severities.'));
  return (
    <section className="playbook-switch" aria-label="The running incident">
      <p>
        {declaration.number} runs under <b>{now?.name ?? 'a playbook that cannot be read'}</b>
        {same ? ', this one.' : '.'}{' '}
        {same || to === null || opened.ref === null || changed || asking ? null : (
          <Button small onPress={() => ask(true)}>
            Switch it to {to.name}
          </Button>
        )}
      </p>
      {!asking || same ? null : (
        <>
          <p className="playbook-note">
            Clocks run anew from the moment of the switch. What was missed stays missed. It goes on the record.
          </p>
          <Differences found={[...first, ...others]} />
          {mine ? null : (
            <TextField
              label="Reason"
              value={reason}
              onChange={setReason}
              help="You are not in command: say why you do it in the commander's place."
              required
            />
          )}
          {problem === null ? null : (
            <p className="playbook-problem" role="alert">
              {problem}
            </p>
          )}
          <div className="playbook-deeds">
            <Button small onPress={() => ask(false)}>
              Keep the present one
            </Button>
            <Button small tone="amber" onPress={submit}>
              Switch playbook
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
