// What was said to whom, and what was promised.
import { waitingRequest } from '../incident/approval.ts';
import type { Incident } from '../incident/index.ts';
import { isOver } from '../incident/lifecycle.ts';
import { pageName, stepName, type Page } from '../incident/status-page.ts';
import { formatDuration } from '../text/durations.ts';
import { marked } from './marks.ts';
import { inline, moment, type Reading } from './words.ts';

/** What was said to whom, and when the next word is due. */
export function communication(incident: Incident, reading: Reading): string[] {
  const { room, executives } = incident.cadence;
  const due = (at: number): string =>
    at < reading.now
      ? `${moment(at, reading)}, overdue by ${formatDuration(reading.now - at)}`
      : `${moment(at, reading)}, in ${formatDuration(at - reading.now)}`;
  return [
    lastWords('Room', room.updates.at(-1), reading),
    lastWords('Executives', executives.updates.at(-1), reading),
    ...pageWords(incident, 'public', reading, due),
    ...pageWords(incident, 'private', reading, due),
    ...(isOver(incident) ? [] : [`**Next update:** ${room.dueAt === null ? 'no cadence is set' : due(room.dueAt)}`]),
    ...(isOver(incident) || executives.dueAt === null ? [] : [`**Next executive update:** ${due(executives.dueAt)}`]),
  ];
}

/** Of a private page nothing is said where it has nothing to say. */
function pageWords(incident: Incident, page: Page, reading: Reading, due: (at: number) => string): string[] {
  const posts = incident.statusPage.publications.filter((p) => p.page === page);
  const last = posts.findLast((p) => p.state === 'published');
  const held = posts.findLast((p) => p.state === 'held');
  const asked = waitingRequest(incident, page);
  const promised = last?.nextAt === undefined ? '' : `, next post promised for ${due(last.nextAt)}`;
  return [
    ...(last === undefined
      ? page === 'private'
        ? []
        : [`**${pageName(page)}:** nothing posted`]
      : [
          marked(
            reading,
            `**${pageName(page)}:** ${stepName(last.step)} since ${moment(last.publishedAt ?? last.submittedAt, reading)}${promised}`,
            last.id,
          ),
        ]),
    ...(held === undefined ? [] : [`**${pageName(page)}, held and not published:** ${stepName(held.step)}`]),
    ...(asked === undefined
      ? []
      : [
          `**${pageName(page)}, waits for ${inline(asked.of)}:** ${stepName(asked.step)}, asked at ${moment(asked.askedAt, reading)}`,
        ]),
  ];
}

function lastWords(
  to: string,
  update: { id: string; number: number; at: number } | undefined,
  reading: Reading,
): string {
  return update === undefined
    ? `**${to}:** no update sent`
    : marked(reading, `**${to}:** update #${update.number} at ${moment(update.at, reading)}`, update.id);
}
