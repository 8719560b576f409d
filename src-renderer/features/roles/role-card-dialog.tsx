// A role's card to read: what it does and does not, and who holds it.
import { nameOf } from '../../../src-shared/incident/people.ts';
import { seatsOf } from '../../../src-shared/incident/roles.ts';
import { useIncident, usePlaybook } from '../../store/incident.ts';
import { closeDialog, openDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RoleCard } from './role-card.tsx';

export function RoleCardDialog({ role: id }: { role: string }) {
  const role = usePlaybook()?.roles.find((one) => one.id === id);
  const holders = useIncident((incident) =>
    seatsOf(incident, id)
      .map((seat) => nameOf(incident, seat.person))
      .join(', '),
  );
  if (role === undefined) return null;
  return (
    <Dialog
      title={role.name}
      dismissable
      onClose={closeDialog}
      lead={holders === '' ? 'Nobody holds it.' : `Held by ${holders}.`}
      actions={
        <>
          {role.id === 'ic' ? null : (
            <Button onPress={() => openDialog({ name: 'assign', role: id })}>
              {holders === '' || role.many ? 'Assign…' : 'Reassign…'}
            </Button>
          )}
          <Button tone="solid" autoFocus onPress={closeDialog}>
            Close
          </Button>
        </>
      }
    >
      <RoleCard role={role} />
    </Dialog>
  );
}
