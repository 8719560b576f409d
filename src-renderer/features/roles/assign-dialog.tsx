// Puts a person into a role. The commander's seat goes through the same box: the record names both.
import { useState } from 'react';
import { nameOf, sameName } from '../../../src-shared/incident/people.ts';
import { heldTogether } from '../../../src-shared/incident/roles.ts';
import { useIncident, usePlaybook } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { closeDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { Choice, TextField } from '../../ui/field.tsx';
import { NameBox } from '../../ui/name-box.tsx';
import { RoleCard } from './role-card.tsx';

export function AssignDialog({ role: first, replaces }: { role: string; replaces: string | null }) {
  const roles = usePlaybook()?.roles ?? [];
  const [role, setRole] = useState(first);
  const [name, setName] = useState('');
  const chosen = roles.find((one) => one.id === role);
  const before = useIncident((incident) => (replaces === null || role !== first ? null : nameOf(incident, replaces)));
  const [reason, setReason] = useState('');
  const skips = useIncident((incident) => role === 'ic' && incident.command.commander !== null);
  // Joined, so that the same warnings are the same value.
  const warnings = useIncident((incident) => {
    const person = Object.values(incident.people).find((one) => sameName(one.name) === sameName(name));
    return person === undefined ? '' : heldTogether(incident, { role, person: person.id }).join(' ');
  });
  const { problem, submit } = useSubmit(async () => {
    const person = { name };
    const why = reason.trim() === '' ? {} : { reason };
    const answer = await dispatch(
      role === 'ic' ? { type: 'command.assign', person, ...why } : { type: 'role.assign', role, person },
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
            ? `${before} has command now. This passes it at once, without the steps of a handover; the record names both.`
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
      {skips ? (
        <TextField
          label="Reason"
          value={reason}
          onChange={setReason}
          required
          placeholder="Why the steps of the handover are skipped"
        />
      ) : null}
      <p className="roles-warning" role="status">
        {warnings}
      </p>
      {chosen === undefined ? null : <RoleCard role={chosen} />}
    </Dialog>
  );
}
