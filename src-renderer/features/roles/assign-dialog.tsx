// Puts a person into a role. The commander's seat goes through the same box: the record names both.
import { useState } from 'react';
import { nameOf } from '../../../src-shared/incident/people.ts';
import { useIncident, usePlaybook } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { closeDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { Choice } from '../../ui/field.tsx';
import { NameBox } from '../../ui/name-box.tsx';

export function AssignDialog({ role: first, replaces }: { role: string; replaces: string | null }) {
  const roles = usePlaybook()?.roles ?? [];
  const [role, setRole] = useState(first);
  const [name, setName] = useState('');
  const chosen = roles.find((one) => one.id === role);
  const before = useIncident((incident) => (replaces === null || role !== first ? null : nameOf(incident, replaces)));
  const { problem, submit } = useSubmit(async () => {
    const person = { name };
    const answer = await dispatch(
      role === 'ic' ? { type: 'command.assign', person } : { type: 'role.assign', role, person },
    );
    if (!answer.ok) return answer.refusal.message;
    closeDialog();
    return null;
  });
  return (
    <Dialog
      title={before === null ? `Assign ${chosen?.name ?? 'a role'}` : `Reassign ${chosen?.name ?? 'a role'}`}
      onClose={closeDialog}
      onSubmit={submit}
      problem={problem}
      lead={
        before === null
          ? undefined
          : role === 'ic'
            ? `${before} has command now. The record will name both.`
            : `${before} has it now.`
      }
      actions={
        <>
          <Button onPress={closeDialog}>Cancel</Button>
          <Button tone="solid" type="submit">
            Assign
          </Button>
        </>
      }
    >
      <NameBox label="Name" value={name} onChange={setName} autoFocus placeholder="Found as you type, or new" />
      {replaces === null ? (
        <Choice
          label="Role"
          value={role}
          options={roles.map((one) => ({ value: one.id, label: one.name }))}
          onChange={setRole}
        />
      ) : null}
      {chosen === undefined ? null : (
        <div className="role-card">
          <div>
            <b>Does</b>
            <ul>
              {chosen.card.do.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </div>
          <div>
            <b>Does not</b>
            <ul>
              {chosen.card.dont.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </div>
        </div>
      )}
    </Dialog>
  );
}
