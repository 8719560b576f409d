// While command is on offer: which of the six steps is next, who does it, how long the relief still shadows, and its button.
import { useRef } from 'react';
import { handoverSteps, stepStates, type Handover } from '../../../src-shared/incident/handover-steps.ts';
import { nameOf } from '../../../src-shared/incident/people.ts';
import { handOverByFile } from '../../actions/hand-over-by-file.ts';
import { handOver } from '../../actions/hand-over.ts';
import { useNow } from '../../store/clock.ts';
import { incidentNow, useIncident } from '../../store/incident.ts';
import { useElsewhere } from '../../store/station.ts';
import { openDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { useFocusStays } from '../../ui/focus.ts';
import { nextDeed } from './next-deed.ts';
import { ShadowTime } from './shadow-time.tsx';
import './handover.css';

export function HandoverBar() {
  const open = useIncident((incident) => incident.handover.current);
  const given = useIncident(({ station: { holder } }) => holder?.is === 'gone' && holder.vendor === null);
  return open === null || given ? null : <Bar handover={open} />;
}

function Bar({ handover }: { handover: Handover }) {
  const bar = useRef<HTMLElement>(null);
  useFocusStays(bar);
  const now = useNow();
  const elsewhere = useElsewhere() !== null;
  const names = useIncident((incident) => `${nameOf(incident, handover.from)} → ${nameOf(incident, handover.to)}`);
  const states = stepStates(handover, now);
  const { number, words, aloud, button } = nextDeed(incidentNow(), handover, now);
  return (
    <section className="handover-bar" aria-label="Handover" ref={bar} tabIndex={-1}>
      <ol className="handover-marks" aria-hidden="true">
        {handoverSteps.map((step) => (
          <li key={step} className={states[step].state} />
        ))}
      </ol>
      <div className="handover-words">
        <b>{names}</b>
        <span aria-live="polite">
          Step {number} of 6: {words}
          {aloud === undefined ? '' : ` "${aloud.line}"`}
        </span>
      </div>
      <ShadowTime handover={handover} />
      <div className="handover-deeds">
        {button === null ? null : (
          <Button small tone="solid" onPress={button.press}>
            {button.label}
          </Button>
        )}
        {elsewhere ? null : (
          <Button small onPress={handOverByFile.perform}>
            To another laptop…
          </Button>
        )}
        <Button small onPress={() => openDialog({ name: 'handover-skip' })}>
          Skip…
        </Button>
        <Button small onPress={() => openDialog({ name: 'handover-withdraw' })}>
          Withdraw…
        </Button>
        <Button small tone="quiet" name="Show the steps" hint="h" onPress={handOver.perform}>
          Steps
        </Button>
      </div>
    </section>
  );
}
