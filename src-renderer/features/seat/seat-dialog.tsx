// The commander's seat: taking it over, leaving it, going on past its limit, and when a shift ends. Each with what is asked.
import { useState } from 'react';
import { nameOf } from '../../../src-shared/incident/people.ts';
import { momentOfWall, formatDay } from '../../../src-shared/text/clock-times.ts';
import { hostNow } from '../../store/clock.ts';
import { useIncident, usePlaybook, useZone } from '../../store/incident.ts';
import { dispatch, useRecord, type Wanted } from '../../store/record.ts';
import { closeDialog, type SeatDeed } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { NameBox } from '../../ui/name-box.tsx';

const TITLES: Readonly<Record<SeatDeed, { title: string; press: string }>> = {
  claim: { title: 'Take command', press: 'Take command' },
  'step-down': { title: 'Step down', press: 'Step down' },
  extend: { title: 'Go on in command', press: 'Go on' },
  shift: { title: 'End of a shift', press: 'Set the end' },
};

export function SeatDialog({ deed }: { deed: SeatDeed }) {
  const commander = useIncident((incident) => nameOf(incident, incident.command.commander));
  const me = useRecord((record) => record.host?.identity.person.id ?? '');
  const zone = useZone();
  const seat = usePlaybook()?.seat;
  const [reason, setReason] = useState('');
  const [minutes, setMinutes] = useState(() => String((seat?.limitMin ?? 240) - (seat?.announceMin ?? 210)));
  const [name, setName] = useState(commander === 'nobody' ? '' : commander);
  const [until, setUntil] = useState('');

  const wanted = (): Wanted | string => {
    switch (deed) {
      case 'claim':
        return { type: 'command.assign', person: { id: me }, reason };
      case 'step-down':
        return { type: 'command.vacate', reason };
      case 'extend': {
        const typed = Number(minutes);
        if (!Number.isInteger(typed) || typed < 1 || typed > 720) return 'Write the minutes as a number, e.g. 30.';
        return { type: 'seat.extend', minutes: typed, reason };
      }
      case 'shift': {
        const endsAt = nextTime(until, zone, hostNow());
        if (endsAt === null) return 'When does the shift end? Write it as 18:00.';
        return { type: 'shift.state', person: { name }, endsAt };
      }
    }
  };
  const { problem, submit } = useSubmit(async () => {
    const command = wanted();
    if (typeof command === 'string') return command;
    const answer = await dispatch(command);
    if (!answer.ok) return answer.refusal.message;
    closeDialog();
    return null;
  });
  const leads: Readonly<Record<SeatDeed, string>> = {
    claim: `${commander} has command. Ask for a handover where you can; take it where they are gone.`,
    'step-down': `${commander} has command. Nobody will have it until somebody takes it: a handover is better.`,
    extend: 'After four hours nobody decides as well as before. Write why it has to be.',
    shift: 'A handover is called for when the shift of whoever has command ends.',
  };
  return (
    <Dialog
      title={TITLES[deed].title}
      width="narrow"
      onClose={closeDialog}
      onSubmit={submit}
      problem={problem}
      lead={leads[deed]}
      actions={
        <>
          <Button onPress={closeDialog}>Cancel</Button>
          <Button tone="solid" type="submit">
            {TITLES[deed].press}
          </Button>
        </>
      }
    >
      {deed === 'shift' ? (
        <>
          <TextField
            label={`Ends at (${zone})`}
            value={until}
            onChange={setUntil}
            placeholder="18:00"
            autoFocus
            required
          />
          <NameBox label="Whose shift" value={name} onChange={setName} />
        </>
      ) : (
        <>
          <TextField label="Reason" value={reason} onChange={setReason} autoFocus required />
          {deed === 'extend' ? (
            <TextField label="Minutes from now" value={minutes} onChange={setMinutes} required />
          ) : null}
        </>
      )}
    </Dialog>
  );
}

/** The next time a wall clock in the zone shows `18:00`; null where that is no time. */
export function nextTime(text: string, zone: string, now: number): number | null {
  const read = /^\s*([01]?\d|2[0-3])[:.]([0-5]\d)\s*$/u.exec(text);
  if (read === null) return null;
  const midnight = Date.parse(`${formatDay(now, zone)}T00:00:00Z`);
  const wall = midnight + (Number(read[1]) * 60 + Number(read[2])) * 60_000;
  const today = momentOfWall(wall, zone).at;
  return today > now ? today : momentOfWall(wall + 86_400_000, zone).at;
}
