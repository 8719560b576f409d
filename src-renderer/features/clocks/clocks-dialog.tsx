// All clocks in one list, with what the strip has no room for: the condition of each, its time in both zones, and the way to
// excuse one that people judge not to apply.
import type { ClockView } from '../../../src-shared/incident/clock.ts';
import { isOpen } from '../../../src-shared/incident/clocks.ts';
import { nameOf } from '../../../src-shared/incident/people.ts';
import { inCommand, nameInCommand } from '../../../src-shared/incident/in-command.ts';
import { formatUtcAndLocal } from '../../../src-shared/text/clock-times.ts';
import { useNow } from '../../store/clock.ts';
import { useIncident, useZone } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { closeDialog, openDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { tellAnswer } from '../../ui/toast.tsx';
import { asShown } from './as-shown.ts';
import { Clock } from './clock.tsx';

export function ClocksDialog() {
  const incident = useIncident((whole) => whole);
  const now = useNow();
  const clocks = asShown(incident, now);
  const groups = [
    { name: 'To do', clocks: clocks.filter((clock) => isOpen(clock) && clock.target !== true) },
    { name: 'Targets', clocks: clocks.filter((clock) => isOpen(clock) && clock.target === true) },
    { name: 'Done and excused', clocks: clocks.filter((clock) => !isOpen(clock)) },
  ].filter((group) => group.clocks.length > 0);
  return (
    <Dialog
      title="Clocks"
      width="medium"
      onClose={closeDialog}
      lead={
        inCommand(incident)?.left === true
          ? `As this laptop knew them. They are kept where command is, with ${nameInCommand(incident)}.`
          : undefined
      }
      dismissable
      actions={
        <Button tone="solid" onPress={closeDialog}>
          Close
        </Button>
      }
    >
      {groups.map((group) => (
        <section key={group.name} className="clock-group" aria-label={group.name}>
          <h3>{group.name}</h3>
          {group.clocks.map((clock) => (
            <Row key={clock.id} clock={clock} now={now} />
          ))}
        </section>
      ))}
    </Dialog>
  );
}

function Row({ clock, now }: { clock: ClockView; now: number }) {
  const zone = useZone();
  const playbook = useIncident((incident) => incident.declaration?.playbook?.name ?? '');
  const by = useIncident((incident) => (clock.excuse === undefined ? '' : nameOf(incident, clock.excuse.by)));
  return (
    <div className="clock-row">
      <Clock clock={clock} now={now} />
      <p className="clock-beside">
        {clock.excuse === undefined
          ? `${clock.doneAt === null ? 'Due' : 'Was due'} ${formatUtcAndLocal(clock.dueAt, zone)}`
          : `Excused by ${by}: ${clock.excuse.reason}`}
        {clock.atOnce === true ? `. At once, says the playbook ${playbook}: overdue when the first minute is over` : ''}
        {clock.when === undefined ? '' : `. Only if ${clock.when}.`}
      </p>
      {clock.when !== undefined && isOpen(clock) ? (
        <Button
          small
          tone="quiet"
          name={`Not asked for: ${clock.label}`}
          onPress={() => openDialog({ name: 'excuse-clock', clock: clock.id, label: clock.label })}
        >
          Not asked for…
        </Button>
      ) : null}
      {clock.state === 'excused' ? (
        <Button
          small
          tone="quiet"
          name={`Ask again: ${clock.label}`}
          onPress={() => void dispatch({ type: 'clock.recall', clock: clock.id }).then((answer) => tellAnswer(answer))}
        >
          Ask again
        </Button>
      ) : null}
    </div>
  );
}
