// The start screen: what burns, what is over, and the two ways to begin.
import type { ReactNode } from 'react';
import type { IncidentSummary } from '../../../src-shared/bridge.ts';
import { formatDay } from '../../../src-shared/text/clock-times.ts';
import { formatDuration, formatElapsed } from '../../../src-shared/text/durations.ts';
import { declareIncident } from '../../actions/declare-incident.ts';
import { importTimeline } from '../../actions/import-timeline.ts';
import { openHandoverFile } from '../../actions/open-handover-file.ts';
import { openHelp } from '../../actions/open-help.ts';
import { searchEveryTimeline } from '../../actions/search-every-timeline.ts';
import { runDrill } from '../../actions/run-drill.ts';
import { openSettings } from '../../actions/open-settings.ts';
import { useNow } from '../../store/clock.ts';
import { needsPerson, useDelivery } from '../../store/delivery.ts';
import { useZone } from '../../store/incident.ts';
import { inOrder, isOver, overdueOf } from '../../store/incidents.ts';
import { useRecord } from '../../store/record.ts';
import { openDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { SeverityBadge } from '../../ui/severity.tsx';
import { Identity } from './identity.tsx';
import { Welcome } from './welcome.tsx';
import './start.css';

/** `shared`: what lies in the shared folder. */
export function Start({ shared }: { shared: ReactNode }) {
  const incidents = useRecord((record) => record.incidents);
  const playbook = useRecord((record) => record.host?.playbook ?? null);
  // What is played stands apart: it is nothing that burns, and nothing to learn figures from.
  const real = (incidents ?? []).filter(({ drill }) => drill !== true);
  const drills = (incidents ?? []).filter(({ drill }) => drill === true);
  const open = real.filter((one) => !isOver(one));
  const over = real.filter(isOver);
  return (
    <div className="start scroll">
      <header className="start-head">
        <h1>Warroom</h1>
        <div className="start-buttons">
          <Button tone="quiet" onPress={openSettings.perform}>
            Settings
          </Button>
          <Button tone="quiet" onPress={openHelp.perform} hint="?">
            Keys
          </Button>
          <Button tone="quiet" onPress={searchEveryTimeline.perform} hint="/">
            Search every timeline
          </Button>
          <Button tone="violet" onPress={runDrill.perform}>
            Run a drill
          </Button>
          <Button onPress={openHandoverFile.perform}>Open handover file</Button>
          <Button onPress={importTimeline.perform} hint="i">
            Import timeline
          </Button>
          <Button tone="red" onPress={declareIncident.perform} hint="d">
            Declare incident
          </Button>
        </div>
      </header>
      <main className="start-main">
        {playbook?.problems.map((problem) => (
          <p key={problem} className="start-note amber" role="alert">
            {problem} Incidents are declared under the built-in playbook until then.
          </p>
        ))}
        {shared}
        {incidents?.length === 0 ? <Welcome /> : <Identity />}
        <section aria-labelledby="running">
          <h2 id="running" className="section-title">
            Running <em>{incidents === null ? '' : open.length === 0 ? 'nothing burns' : `${open.length} open`}</em>
          </h2>
          {incidents === null ? <Reading /> : null}
          {incidents !== null && open.length === 0 ? (
            <p className="start-note">
              No incident is open. Not sure how to fix it, real impact, over 30 minutes, or several systems hit? Then
              declare: better one too many.
            </p>
          ) : null}
          <IncidentList incidents={open} label="Running incidents" />
        </section>
        {drills.length === 0 ? null : (
          <section aria-labelledby="drills">
            <h2 id="drills" className="section-title">
              Drills <em>played, and in no figures</em>
            </h2>
            <IncidentList incidents={drills} label="Drills" />
          </section>
        )}
        {over.length === 0 ? null : (
          <section aria-labelledby="over">
            <h2 id="over" className="section-title">
              Resolved and closed <em>{over.length}</em>
            </h2>
            <IncidentList incidents={over} label="Resolved and closed incidents" />
          </section>
        )}
      </main>
    </div>
  );
}

/** Rows to come, while the record is being read. */
function Reading() {
  return (
    <div className="incident-list" role="status" aria-busy="true">
      <span className="off-screen">Reading the record…</span>
      <div className="incident-row waiting" />
      <div className="incident-row waiting" />
    </div>
  );
}

function IncidentList({ incidents, label }: { incidents: readonly IncidentSummary[]; label: string }) {
  return incidents.length === 0 ? null : (
    <ul className="incident-list" aria-label={label}>
      {inOrder(incidents).map((one) => (
        <IncidentRow key={one.id} incident={one} />
      ))}
    </ul>
  );
}

function IncidentRow({ incident }: { incident: IncidentSummary }) {
  const zone = useZone();
  const over = isOver(incident);
  const needs = useDelivery(
    ({ lanes }) => lanes?.some((lane) => lane.incident === incident.id && needsPerson(lane)) === true,
  );
  return (
    <li className={`incident-row${over ? ' over' : ''}`}>
      <SeverityBadge level={incident.severity} />
      <div className="incident-what">
        <a className="incident-link" href={`#incident=${incident.id}`}>
          {incident.title}
        </a>
        <small>
          <span className="mono">{incident.number}</span>
          {incident.commander === null ? ' · nobody commands' : ` · ${incident.commander}`}
          {` · ${incident.entries.toLocaleString('en')} entries`}
          {incident.quarantined === undefined ? '' : ` · cannot be opened: ${incident.quarantined}`}
        </small>
      </div>
      <span className="incident-pills">
        <Overdue incident={incident} />
        {incident.drill === true ? <span className="pill violet">DRILL</span> : null}
        {incident.needToKnow === true ? <span className="pill red">need-to-know</span> : null}
        {incident.legalHold === true ? <span className="pill amber">legal hold</span> : null}
        {needs ? <span className="pill red">delivery needs you</span> : null}
        {incident.falseAlarm === true ? <span className="pill amber">false alarm</span> : null}
        <span className={`pill ${over ? 'ok' : 'info'}`}>{incident.status}</span>
      </span>
      <span className="incident-age">
        {over ? <Over incident={incident} zone={zone} /> : <Age incident={incident} />}
      </span>
      {incident.status === 'closed' ? (
        <Button
          small
          tone="quiet"
          name={`Delete… ${incident.number}`}
          onPress={() => openDialog({ name: 'delete', incident: incident.id })}
        >
          Delete…
        </Button>
      ) : null}
    </li>
  );
}

function Overdue({ incident }: { incident: IncidentSummary }) {
  const late = overdueOf(incident, useNow());
  if (late === null) return null;
  // One that is over looks calm beside it: it says what is still asked for.
  return <span className="pill red">{isOver(incident) ? `${late.label} overdue` : 'overdue'}</span>;
}

function Over({ incident, zone }: { incident: IncidentSummary; zone: string }) {
  const end = incident.resolvedAt ?? incident.closedAt ?? incident.declaredAt;
  return (
    <>
      {formatDay(incident.declaredAt, zone)}
      <small>took {formatDuration(end - incident.declaredAt)}</small>
    </>
  );
}

function Age({ incident }: { incident: IncidentSummary }) {
  const now = useNow();
  const due = incident.nextUpdateAt;
  return (
    <>
      <span className="mono">{formatElapsed(Math.max(0, now - incident.declaredAt))}</span>
      {due === null ? null : (
        <small className={due <= now ? 'late' : ''}>
          {due <= now ? `update overdue ${formatElapsed(now - due)}` : `update in ${formatElapsed(due - now)}`}
        </small>
      )}
    </>
  );
}
