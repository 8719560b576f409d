// The role board: who does what, who has not said yes, which seats are empty; command and how long it has been held.
import { useMemo, type ReactNode } from 'react';
import { isOver } from '../../../src-shared/incident/lifecycle.ts';
import { nameOf } from '../../../src-shared/incident/people.ts';
import {
  directVoices,
  heldTogether,
  isWanted,
  knownRoles,
  shownRoles,
  type Seat,
} from '../../../src-shared/incident/roles.ts';
import { inCommand } from '../../../src-shared/incident/in-command.ts';
import type { PlaybookRole } from '../../../src-shared/playbook/schema.ts';
import { formatClock } from '../../../src-shared/text/clock-times.ts';
import { formatElapsed } from '../../../src-shared/text/durations.ts';
import { extendSeat } from '../../actions/extend-seat.ts';
import { escalate } from '../../actions/escalate.ts';
import { handOver } from '../../actions/hand-over.ts';
import { useNow } from '../../store/clock.ts';
import { incidentNow, useIncident, usePlaybook } from '../../store/incident.ts';
import { dispatch, isMe, useRecord } from '../../store/record.ts';
import { useElsewhere } from '../../store/station.ts';
import { openDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { tellAnswer } from '../../ui/toast.tsx';
import { initials } from './initials.ts';
import './roles.css';

export function RoleBoard() {
  const most = usePlaybook()?.warRoom.directVoicesMax ?? Infinity;
  const voices = useIncident(directVoices);
  // Joined, so that the same roles are the same value.
  const shown = useIncident((incident) =>
    shownRoles(incident)
      .map((role) => role.id)
      .join(' '),
  );
  const playbook = usePlaybook();
  // Those that a switched playbook left out stand at the end while somebody holds them.
  const roles = useMemo(
    () => (playbook === null || shown.length === 0 ? [] : knownRoles(incidentNow())),
    [playbook, shown],
  );
  const warnings = useIncident((incident) => heldTogether(incident).join('\n'));
  const left = useIncident((incident) => inCommand(incident)?.left === true);
  return (
    <section className="pane roles" aria-label="Role board">
      <h2 className="section-title">
        Role board <em>{voices === 0 ? 'nobody yet' : `${voices} with a role`}</em>
      </h2>
      {voices > most ? (
        <p className="roles-warning">More than {most} direct voices. Form sub-teams, each with one speaker.</p>
      ) : null}
      {warnings === ''
        ? null
        : warnings.split('\n').map((warning) => (
            <p key={warning} className="roles-warning">
              {warning}
            </p>
          ))}
      <ul>
        {roles
          .filter((role) => shown.split(' ').includes(role.id))
          .map((role) => (
            <RoleRows key={role.id} role={role} />
          ))}
      </ul>
      <AddRole roles={roles.filter((role) => !shown.split(' ').includes(role.id))} />
      <div className="roles-buttons">
        {left ? null : (
          <Button onPress={handOver.perform} hint="h">
            Hand over
          </Button>
        )}
        <Button onPress={escalate.perform} hint="x">
          Escalate
        </Button>
      </div>
    </section>
  );
}

/** Roles on request: out of sight until somebody is wanted for them. */
function AddRole({ roles }: { roles: readonly PlaybookRole[] }) {
  const over = useIncident((incident) => incident.lifecycle.status === 'closed');
  const [first] = roles;
  if (first === undefined || over) return null;
  return (
    <p className="role more">
      <Button small tone="quiet" onPress={() => openDialog({ name: 'assign', role: first.id })}>
        + Add a role
      </Button>
    </p>
  );
}

function RoleRows({ role }: { role: PlaybookRole }) {
  const seats = useIncident((incident) => incident.roles[role.id] ?? NO_SEATS);
  const command = useIncident((incident) => incident.command);
  const station = useIncident((incident) => incident.station);
  const left = useIncident((incident) => inCommand(incident)?.left === true);
  const asked = useIncident((incident) => isWanted(incident, role) && !isOver(incident));
  const commander = role.id === 'ic' ? inCommand({ command, station }) : null;
  if (commander?.person === null) return <UnknownRow role={role} />;
  const held = commander === null ? seats : [{ ...commander, person: commander.person }];
  // Once it is over an empty seat is a fact, not an alarm.
  if (held.length === 0) return <VacantRow role={role} wanted={asked && !left} left={left} />;
  return (
    <>
      {held.map((seat) => (
        <SeatRow key={seat.person} role={role} seat={seat} />
      ))}
      {role.many ? <MoreRow role={role} /> : null}
    </>
  );
}

const NO_SEATS: readonly Seat[] = [];

/** Command is on a laptop that this record has not met: it is not vacant, and nobody here can name whoever has it. */
function UnknownRow({ role }: { role: PlaybookRole }) {
  return (
    <EmptyRow role={role} sign="?" look="spare" words="Whoever has the other laptop. Open their file to see who">
      <span className="pill amber">other laptop</span>
    </EmptyRow>
  );
}

/** `left`: where command is, on another laptop, the seat may be filled by now. */
function VacantRow({ role, wanted, left }: { role: PlaybookRole; wanted: boolean; left: boolean }) {
  return (
    <EmptyRow
      role={role}
      sign="+"
      look={wanted ? 'vacant' : 'spare'}
      words={wanted ? 'Nobody. Press R to assign' : left ? 'Nobody, as known here' : 'Nobody; not asked for here'}
    >
      <span className={`pill ${wanted ? 'red' : ''}`}>{wanted ? 'vacant' : 'open'}</span>
      <Button
        small
        tone="quiet"
        name={`Assign ${role.name}`}
        onPress={() => openDialog({ name: 'assign', role: role.id })}
      >
        Assign
      </Button>
    </EmptyRow>
  );
}

/** A seat without a name in it. */
function EmptyRow({
  role,
  sign,
  look,
  words,
  children,
}: {
  role: PlaybookRole;
  sign: string;
  look: 'vacant' | 'spare';
  words: string;
  children: ReactNode;
}) {
  return (
    <li className={`role ${look}`}>
      <div className="avatar" aria-hidden="true">
        {sign}
      </div>
      <div className="role-who">
        <p>
          <CardButton role={role} />
        </p>
        <small>{words}</small>
      </div>
      <div className="role-state">{children}</div>
    </li>
  );
}

/** The role's name opens its card: what whoever holds it does, and what not. */
function CardButton({ role }: { role: PlaybookRole }) {
  return (
    <button
      type="button"
      className="role-name"
      aria-label={`Card: ${role.name}`}
      onClick={() => openDialog({ name: 'role-card', role: role.id })}
    >
      {role.name}
    </button>
  );
}

function MoreRow({ role }: { role: PlaybookRole }) {
  return (
    <li className="role more">
      <Button
        small
        tone="quiet"
        name={`Assign ${role.name}`}
        onPress={() => openDialog({ name: 'assign', role: role.id })}
      >
        + {role.name}
      </Button>
    </li>
  );
}

function SeatRow({ role, seat }: { role: PlaybookRole; seat: Seat }) {
  const name = useIncident((incident) => nameOf(incident, seat.person));
  const me = useRecord((record) => isMe(record.host, seat.person));
  const closed = useIncident((incident) => incident.lifecycle.status === 'closed');
  // A seat that somebody took on another laptop is changed there.
  const left = useIncident((incident) => role.id === 'ic' && inCommand(incident)?.left === true);
  const over = closed || left;
  return (
    <li className="role">
      <div className="avatar" aria-hidden="true">
        {initials(name)}
      </div>
      <div className="role-who">
        <p title={name}>
          {name}
          {me ? <span className="role-you"> · you</span> : null}
        </p>
        <small>
          <CardButton role={role} />
        </small>
      </div>
      <div className="role-state">
        {role.id === 'ic' ? <CommandState seat={seat} /> : <AckState role={role} seat={seat} />}
        {over ? null : (
          <span className="role-deeds">
            {seat.acknowledgedAt === null ? (
              <Button
                small
                tone="quiet"
                name={`Acked by ${name}: ${role.name}`}
                onPress={() =>
                  void dispatch({ type: 'role.acknowledge', role: role.id, person: seat.person }).then((answer) =>
                    tellAnswer(answer),
                  )
                }
              >
                Acked
              </Button>
            ) : null}
            {role.many || role.id === 'ic' ? null : (
              <Button
                small
                tone="quiet"
                name={`Reassign ${role.name}`}
                onPress={() => openDialog({ name: 'assign', role: role.id, from: seat.person })}
              >
                Reassign
              </Button>
            )}
            {role.id === 'ic' ? (
              <Button
                small
                tone="quiet"
                name={`Reassign ${role.name}`}
                onPress={() => openDialog({ name: 'assign', role: 'ic', from: seat.person })}
              >
                Reassign
              </Button>
            ) : (
              <Button
                small
                tone="quiet"
                name={`${name} leaves ${role.name}`}
                onPress={() =>
                  void dispatch({ type: 'role.vacate', role: role.id, person: seat.person }).then((answer) =>
                    tellAnswer(answer),
                  )
                }
              >
                ×
              </Button>
            )}
          </span>
        )}
      </div>
    </li>
  );
}

/** In command, and the time in the seat against the limit: announced at 3:30, called for at 4:00 (DOMAIN.md 3). */
function CommandState({ seat }: { seat: Seat }) {
  const playbook = usePlaybook();
  const now = useNow(60_000);
  const over = useIncident((incident) => incident.milestones.resolved?.at ?? null);
  const left = useIncident((incident) => inCommand(incident)?.left === true);
  const elsewhere = useElsewhere() !== null;
  const minutes = Math.max(0, Math.floor(((over ?? now) - seat.since) / 60_000));
  const limit = playbook?.seat.limitMin ?? null;
  const state =
    limit === null || playbook === null
      ? ''
      : minutes >= limit
        ? 'red'
        : playbook.seat.announceMin !== null && minutes >= playbook.seat.announceMin
          ? 'amber'
          : '';
  if (left)
    return (
      <>
        <span className="pill amber">in command</span>
        <span>other laptop</span>
        <span className="seat-time">since {formatClock(seat.since, 'UTC', 'to-the-minute')}</span>
      </>
    );
  return (
    <>
      <span className={`pill ${elsewhere ? 'amber' : 'ok'}`}>in command</span>
      {elsewhere ? <span>other laptop</span> : null}
      <span className={`seat-time ${state}`}>
        {hoursAndMinutes(minutes)}
        {limit === null ? '' : ` of ${hoursAndMinutes(limit)}`}
        {state === 'red' ? ': hand over' : ''}
      </span>
      {state === '' || over !== null ? null : (
        <Button small tone="quiet" name="Go on in command" onPress={extendSeat.perform}>
          Go on…
        </Button>
      )}
    </>
  );
}

function AckState({ role, seat }: { role: PlaybookRole; seat: Seat }) {
  const over = useIncident(isOver);
  if (seat.acknowledgedAt !== null)
    return <span className="pill ok">acked {formatClock(seat.acknowledgedAt, 'UTC', 'to-the-minute')}</span>;
  return over ? <span className="pill">never acked</span> : <Unacknowledged role={role} seat={seat} />;
}

function Unacknowledged({ role, seat }: { role: PlaybookRole; seat: Seat }) {
  const now = useNow();
  const late = role.ackMin !== null && now - seat.since >= role.ackMin * 60_000;
  return (
    <span className={`pill ${late ? 'red' : 'amber'}`}>no ack · {formatElapsed(Math.max(0, now - seat.since))}</span>
  );
}

function hoursAndMinutes(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}
