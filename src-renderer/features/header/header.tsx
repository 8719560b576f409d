// The head of the cockpit: how bad, what, which status, how long, and the loudest number: when the next update is due.
import { isNeedToKnow } from '../../../src-shared/incident/compliance.ts';
import { formatClock } from '../../../src-shared/text/clock-times.ts';
import { declareIncident } from '../../actions/declare-incident.ts';
import { describeIncident } from '../../actions/describe-incident.ts';
import { changeSeverity } from '../../actions/change-severity.ts';
import { openSettings } from '../../actions/open-settings.ts';
import { showIncidents } from '../../actions/show-incidents.ts';
import { togglePanel } from '../../actions/toggle-panel.ts';
import { useNow } from '../../store/clock.ts';
import { useIncident, usePlaybook } from '../../store/incident.ts';
import { isOver, useOverdueElsewhere } from '../../store/incidents.ts';
import { useRecord } from '../../store/record.ts';
import { Button } from '../../ui/button.tsx';
import { SeverityBadge } from '../../ui/severity.tsx';
import { Countdown } from './countdown.tsx';
import { Mute } from './mute.tsx';
import { StatusSteps } from './status-steps.tsx';
import { longElapsed } from '../../ui/elapsed.ts';
import './header.css';

export function Header() {
  const declaration = useIncident((incident) => incident.declaration);
  const level = useIncident((incident) => incident.severity.level);
  const label = usePlaybook()?.severities[level].label ?? '';
  const secret = useIncident(isNeedToKnow);
  const drill = useIncident((incident) => incident.drill !== null);
  return (
    <header className="head">
      <div className="head-severity">
        <button
          type="button"
          className="head-badge"
          aria-label={`SEV${level} ${label}. Change severity`}
          onClick={changeSeverity.perform}
        >
          <SeverityBadge level={level} large />
        </button>
        <div>
          <div className="head-label">{label}</div>
          <div className="head-number mono">{declaration?.number ?? ''}</div>
          {secret ? <span className="pill red">Need-to-know</span> : null}
        </div>
      </div>
      <div className="head-title">
        {drill ? <span className="pill violet">DRILL</span> : null}
        <h1 title={declaration?.impact === '' ? undefined : declaration?.impact}>{declaration?.title ?? ''}</h1>
        <FalseAlarm />
        <Button tone="quiet" small name="Edit title, impact and components" onPress={describeIncident.perform}>
          Edit
        </Button>
      </div>
      <div className="head-tools">
        <Others />
        <Button tone="quiet" small onPress={declareIncident.perform}>
          Declare incident
        </Button>
        <Button tone="quiet" small className="head-settings" onPress={openSettings.perform}>
          Settings
        </Button>
        <Mute />
        <Button tone="plain" small className="show-panel" onPress={togglePanel.perform}>
          Panel
        </Button>
      </div>
      <StatusSteps />
      <Elapsed />
      <Countdown />
    </header>
  );
}

/** How many others run, and whether one of them is overdue. */
function Others() {
  const now = useNow(5_000);
  const incidents = useRecord((record) => record.incidents);
  const openId = useRecord((record) => record.openId);
  const others = (incidents ?? []).filter((one) => !isOver(one) && one.id !== openId).length;
  const late = useOverdueElsewhere(now).length;
  return (
    <Button
      tone="quiet"
      small
      onPress={showIncidents.perform}
      name={`All incidents${late === 0 ? '' : ` ${late} overdue`}${others === 0 ? '' : `, ${others} more open`}`}
    >
      Incidents {late === 0 ? null : <span className="pill red">{late} overdue</span>}
    </Button>
  );
}

function FalseAlarm() {
  const reason = useIncident((incident) => incident.lifecycle.falseAlarm?.reason ?? null);
  return reason === null ? null : (
    <span className="pill amber" title={reason}>
      false alarm
    </span>
  );
}

function Elapsed() {
  const declaredAt = useIncident(
    (incident) => incident.milestones.declared?.at ?? incident.declaration?.declaredAt ?? 0,
  );
  const endedAt = useIncident((incident) => incident.milestones.resolved?.at ?? null);
  const now = useNow();
  return (
    <div className="head-timer">
      <small>{endedAt === null ? 'Elapsed' : `Resolved ${formatClock(endedAt, 'UTC', 'to-the-minute')} UTC`}</small>
      <div className="big mono" role="timer" aria-label="Elapsed">
        {longElapsed((endedAt ?? Math.max(now, declaredAt)) - declaredAt)}
      </div>
    </div>
  );
}
