// How an incident stands, in the few lines that somebody reads who asked for it in a channel.
import type { IncidentSummary } from '../../src-shared/bridge.ts';
import { elapsedWords, statusWords } from '../../src-shared/documents/words.ts';
import { holders, severityWords, shortened, type Reading } from '../../src-shared/documents/words.ts';
import type { Incident } from '../../src-shared/incident/index.ts';
import { standing } from '../../src-shared/incident/records.ts';
import { formatClock } from '../../src-shared/text/clock-times.ts';

export function statusText(incident: Incident, reading: Reading): string {
  const { declaration, cadence } = incident;
  const seats = (declaration?.playbook?.roles ?? [])
    .map((role) => [role.name, holders(incident, role.id)] as const)
    .map(([role, who]) => `${role}: ${who === '' ? 'nobody' : who}`);
  const open = standing(incident.tasks).filter(({ settled }) => settled === undefined).length;
  const due = cadence.room.dueAt;
  return [
    `${declaration?.title ?? ''} (${declaration?.number ?? ''})`,
    [severityWords(incident), statusWords(incident), elapsedWords(incident, reading)].join(' · '),
    ...(declaration === null || declaration.impact === '' ? [] : [`Impact: ${shortened(declaration.impact, 500)}`]),
    ...seats,
    `Open tasks: ${open}. Next update: ${due === null ? 'none is due' : `${formatClock(due, 'UTC', 'to-the-minute')} UTC`}.`,
  ].join('\n');
}

/** What runs here, but for what only a closed circle may know of. */
export function listText(summaries: readonly IncidentSummary[]): string {
  const open = summaries.filter(
    ({ status, drill, needToKnow }) =>
      status !== 'closed' && status !== 'resolved' && drill !== true && needToKnow !== true,
  );
  if (open.length === 0) return 'No incident is running. /incident declare begins one.';
  return open
    .map(
      ({ number, severity, status, title, commander }) =>
        `${number} SEV${severity} ${status}: ${title} (${commander ?? 'nobody in command'})`,
    )
    .join('\n');
}
