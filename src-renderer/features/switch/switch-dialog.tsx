// From one incident to another: every one that runs with its severity, status, age, commander and what is overdue; the rest by name.
import { useMemo, useState } from 'react';
import type { IncidentSummary } from '../../../src-shared/bridge.ts';
import { formatElapsed } from '../../../src-shared/text/durations.ts';
import { useNow } from '../../store/clock.ts';
import { inOrder, isOver, overdueSince, showIncident } from '../../store/incidents.ts';
import { useRecord } from '../../store/record.ts';
import { closeDialog } from '../../store/view.ts';
import { Finder } from '../../ui/finder.tsx';
import { SeverityBadge } from '../../ui/severity.tsx';
import type { Suggestion } from '../../ui/suggest.tsx';
import './switch.css';

const DRAWN = 50;

interface Choice extends Suggestion {
  incident: IncidentSummary;
}

export function SwitchDialog() {
  const [text, setText] = useState('');
  const incidents = useRecord((record) => record.incidents);
  const openId = useRecord((record) => record.openId);
  const choices = useMemo(() => choicesFor(incidents ?? [], openId, text), [incidents, openId, text]);
  const pick = ({ incident }: Choice): void => {
    closeDialog();
    showIncident(incident.id);
  };
  return (
    <Finder
      title="Switch incident"
      box="Incident"
      list="Incidents"
      placeholder="Title or number, or press 1 to 9"
      text={text}
      onText={setText}
      found={choices}
      onPick={pick}
      onClose={closeDialog}
      status={`${choices.length} ${choices.length === 1 ? 'incident' : 'incidents'}`}
      none={text.trim() === '' ? 'There is no other incident.' : 'No incident has this in its title or number.'}
      onKey={(event) => {
        // A digit chooses at once, as long as nothing is typed and nothing is held with it.
        const chosen = text === '' && /^[1-9]$/u.test(event.key) ? choices[Number(event.key) - 1] : undefined;
        if (chosen === undefined || event.ctrlKey || event.metaKey || event.altKey) return false;
        pick(chosen);
        return true;
      }}
    />
  );
}

/** Running ones first, each group in its order; the one on screen is left out. */
function choicesFor(incidents: readonly IncidentSummary[], openId: string | null, text: string): Choice[] {
  const sought = text.trim().toLowerCase();
  const fitting = inOrder(incidents).filter(
    (one) => one.id !== openId && `${one.title} ${one.number} ${one.commander ?? ''}`.toLowerCase().includes(sought),
  );
  return [...fitting.filter((one) => !isOver(one)), ...fitting.filter(isOver)].slice(0, DRAWN).map((incident, i) => ({
    id: incident.id,
    label: incident.title,
    content: <Row incident={incident} digit={sought === '' && i < 9 ? String(i + 1) : ''} />,
    group: isOver(incident) ? 'Resolved and closed' : 'Running',
    incident,
  }));
}

function Row({ incident, digit }: { incident: IncidentSummary; digit: string }) {
  const now = useNow();
  const since = overdueSince(incident, now);
  return (
    <span className="switch-row">
      <span className="switch-key">{digit === '' ? null : <kbd>{digit}</kbd>}</span>
      <SeverityBadge level={incident.severity} />
      <span className="switch-what">
        <b>{incident.title}</b>
        <small>
          {incident.number} · {incident.commander ?? 'nobody commands'} · {incident.entries.toLocaleString('en')}{' '}
          entries
        </small>
      </span>
      <span className="switch-pills">
        {incident.drill === true ? <span className="pill violet">drill</span> : null}
        {incident.needToKnow === true ? <span className="pill red">need-to-know</span> : null}
        {since === null ? null : <span className="pill red">overdue {formatElapsed(now - since)}</span>}
        <span className={`pill ${isOver(incident) ? 'ok' : 'info'}`}>{incident.status}</span>
      </span>
      <span className="switch-age mono">
        {isOver(incident) ? '' : formatElapsed(Math.max(0, now - incident.declaredAt))}
      </span>
    </span>
  );
}
