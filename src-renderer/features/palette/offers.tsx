// What the palette offers now: the actions that apply, roles to fill, statuses to move to, incidents to open.
import type { IncidentSummary } from '../../../src-shared/bridge.ts';
import type { Incident } from '../../../src-shared/incident/index.ts';
import { isForward } from '../../../src-shared/incident/lifecycle.ts';
import { incidentStatuses } from '../../../src-shared/playbook/schema.ts';
import { actions } from '../../actions/index.ts';
import { dispatch, openIncident, useRecord } from '../../store/record.ts';
import { openDialog, resetView } from '../../store/view.ts';
import { keyLabel } from '../../ui/keys.ts';
import type { Suggestion } from '../../ui/suggest.tsx';
import { tellAnswer } from '../../ui/toast.tsx';

export interface Offer extends Suggestion {
  perform: () => void;
}

export function offeredCommands(incident: Incident | null, incidents: readonly IncidentSummary[]): Offer[] {
  const plain = actions
    .filter((action) => action.id !== 'open-palette' && action.when(incident))
    .map((action): Offer => ({
      id: action.id,
      label: action.label,
      group: action.group,
      content: <OfferLine label={action.label} keys={action.keys} />,
      perform: action.perform,
    }));
  return [...plain, ...rolesOf(incident), ...statusesOf(incident), ...others(incidents)];
}

/** Those with every typed word in their label; such that begin with it first. */
export function fitting(offers: readonly Offer[], text: string): readonly Offer[] {
  const words = text
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '');
  if (words.length === 0) return offers;
  const found = offers.filter((offer) => words.every((word) => offer.label.toLowerCase().includes(word)));
  const begins = (offer: Offer): number => (offer.label.toLowerCase().startsWith(words[0] ?? '') ? 0 : 1);
  // Groups give way to how well something fits.
  return found.toSorted((a, b) => begins(a) - begins(b)).map(({ group: _group, ...offer }) => offer);
}

function rolesOf(incident: Incident | null): Offer[] {
  if (incident === null || incident.lifecycle.status === 'closed') return [];
  return (incident.declaration?.playbook?.roles ?? []).map((role) => ({
    id: `role-${role.id}`,
    label: `Assign ${role.name}`,
    group: 'People',
    perform: () => openDialog({ name: 'assign', role: role.id }),
  }));
}

function statusesOf(incident: Incident | null): Offer[] {
  if (incident === null) return [];
  const now = incident.lifecycle.status;
  return incidentStatuses
    .filter((status) => status !== now && status !== 'detected' && (status !== 'closed' || now === 'resolved'))
    .map((status) => ({
      id: `status-${status}`,
      label: `Move the incident to ${status}`,
      group: 'Incident',
      perform: () => {
        if (!isForward(now, status) || status === 'resolved' || status === 'closed')
          openDialog({ name: 'move-status', to: status });
        else void dispatch({ type: 'status.move', to: status }).then((answer) => tellAnswer(answer));
      },
    }));
}

function others(incidents: readonly IncidentSummary[]): Offer[] {
  const { openId } = useRecord.getState();
  return incidents
    .filter((one) => one.id !== openId)
    .slice(0, 50)
    .map((one) => ({
      id: `open-${one.id}`,
      label: `Open ${one.number} ${one.title}`,
      group: 'Other incidents',
      perform: () => {
        resetView();
        openIncident(one.id);
      },
    }));
}

function OfferLine({ label, keys }: { label: string; keys: readonly string[] }) {
  return (
    <span className="offer">
      {label}
      <span>
        {keys.slice(0, 1).map((key) => (
          <kbd key={key}>{keyLabel(key)}</kbd>
        ))}
      </span>
    </span>
  );
}
