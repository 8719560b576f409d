// The role board: who does what, who has not said yes, which seats are empty; command and how long it has been held.
import { isOver } from '../../../src-shared/incident/lifecycle.ts';
import { nameOf } from '../../../src-shared/incident/people.ts';
import type { Seat } from '../../../src-shared/incident/roles.ts';
import type { PlaybookRole } from '../../../src-shared/playbook/schema.ts';
import { formatClock } from '../../../src-shared/text/clock-times.ts';
import { formatElapsed } from '../../../src-shared/text/durations.ts';
import { handOver } from '../../actions/hand-over.ts';
import { useNow } from '../../store/clock.ts';
import { useIncident, usePlaybook } from '../../store/incident.ts';
import { dispatch, isMe, useRecord } from '../../store/record.ts';
import { openDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { tellAnswer } from '../../ui/toast.tsx';
import { initials } from './initials.ts';
import './roles.css';

export function RoleBoard() {
  const playbook = usePlaybook();
  const roles = useIncident((incident) => incident.roles);
  const command = useIncident((incident) => incident.command);
  const voices = new Set([
    ...(command.commander === null ? [] : [command.commander]),
    ...Object.values(roles).flatMap((seats) => seats.map((seat) => seat.person)),
  ]).size;
  const most = playbook?.warRoom.directVoicesMax ?? Infinity;
  return (
    <section className="pane roles" aria-label="Role board">
      <h2 className="section-title">
        Role board <em>{voices === 0 ? 'nobody yet' : `${voices} with a role`}</em>
      </h2>
      {voices > most ? (
        <p className="roles-warning">More than {most} direct voices. Form sub-teams, each with one speaker.</p>
      ) : null}
      <HeldTogether />
      <ul>
        {playbook?.roles.map((role) => (
          <RoleRows key={role.id} role={role} />
        ))}
      </ul>
      <div className="roles-buttons">
        <Button onPress={handOver.perform} hint="h">
          Hand over
        </Button>
      </div>
    </section>
  );
}

function HeldTogether() {
  const rules = usePlaybook()?.heldTogether ?? [];
  const roles = useIncident((incident) => incident.roles);
  const command = useIncident((incident) => incident.command);
  const seatsOfRole = (role: string): readonly Seat[] =>
    role === 'ic' ? commanderSeat(command) : (roles[role] ?? NO_SEATS);
  const broken = rules.filter(({ roles }) => {
    const [first, ...rest] = roles.map((role) => new Set(seatsOfRole(role).map((seat) => seat.person)));
    return first !== undefined && [...first].some((person) => rest.every((others) => others.has(person)));
  });
  return broken.map((rule) => (
    <p key={rule.warning} className="roles-warning">
      {rule.warning}
    </p>
  ));
}

function RoleRows({ role }: { role: PlaybookRole }) {
  const seats = useIncident((incident) => incident.roles[role.id] ?? NO_SEATS);
  const command = useIncident((incident) => incident.command);
  const level = useIncident((incident) => incident.severity.level);
  const over = useIncident(isOver);
  const held = role.id === 'ic' ? commanderSeat(command) : seats;
  // Once it is over an empty seat is a fact, not an alarm.
  if (held.length === 0) return <VacantRow role={role} wanted={role.requiredFor.includes(level) && !over} />;
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

function commanderSeat({
  commander,
  since,
  acknowledgedAt,
}: {
  commander: string | null;
  since: number;
  acknowledgedAt: number | null;
}): readonly Seat[] {
  return commander === null ? NO_SEATS : [{ person: commander, since, acknowledgedAt }];
}

function VacantRow({ role, wanted }: { role: PlaybookRole; wanted: boolean }) {
  return (
    <li className={`role${wanted ? ' vacant' : ' spare'}`}>
      <div className="avatar" aria-hidden="true">
        +
      </div>
      <div className="role-who">
        <p>{role.name}</p>
        <small>{wanted ? 'Nobody. Press R to assign' : 'Nobody; not asked for here'}</small>
      </div>
      <div className="role-state">
        <span className={`pill ${wanted ? 'red' : ''}`}>{wanted ? 'vacant' : 'open'}</span>
        <Button
          small
          tone="quiet"
          name={`Assign ${role.name}`}
          onPress={() => openDialog({ name: 'assign', role: role.id })}
        >
          Assign
        </Button>
      </div>
    </li>
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
  const over = useIncident((incident) => incident.lifecycle.status === 'closed');
  return (
    <li className="role">
      <div className="avatar" aria-hidden="true">
        {initials(name)}
      </div>
      <div className="role-who">
        <p title={name}>{name}</p>
        <small>
          {role.name}
          {me ? ' · you' : ''}
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
  return (
    <>
      <span className="pill ok">in command</span>
      <span className={`seat-time ${state}`}>
        {hoursAndMinutes(minutes)}
        {limit === null ? '' : ` of ${hoursAndMinutes(limit)}`}
        {state === 'red' ? ': hand over' : ''}
      </span>
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
