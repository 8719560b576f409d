// The mail to people inside: subject first, as a mail program's form asks for it. Of a need-to-know incident with nothing personal
// in it (DOMAIN.md 11).
import { leaving } from '../incident/compliance.ts';
import type { Incident } from '../incident/index.ts';
import { doingFacts, incidentFacts, timeFacts } from './facts.ts';
import { fromTemplate, type Filled } from './from-template.ts';
import { withWords } from './marks.ts';
import { seenFromOutside } from './outside.ts';
import { clause, holders, moment, type Reading } from './words.ts';

export function internalMail(incident: Incident, reading: Reading): Filled {
  const clean = (text: string): string => leaving(incident, text).text;
  const { number, title, impact, severity, severityName, status, elapsed } = incidentFacts(
    seenFromOutside(incident),
    reading,
  );
  const update = incident.cadence.room.updates.at(-1);
  return fromTemplate('internalMail', incident, {
    incident: { number, title, impact, severity, severityName, status, elapsed },
    roles: { ic: holders(incident, 'ic') },
    now: timeFacts(reading.now, reading),
    doing: doingFacts(incident, reading).map((words) => withWords(words, (one) => clean(clause(one)))),
    nextUpdate: nextUpdateWords(incident, reading),
    last: {
      number: update === undefined ? '' : String(update.number),
      at: update === undefined ? '' : moment(update.at, reading),
      text: update === undefined ? '' : clean(update.text),
    },
  });
}

/** The promise as it stands: what is overdue says so, and is never made anew by itself. */
export function nextUpdateWords(incident: Incident, reading: Reading): string {
  const { dueAt } = incident.cadence.room;
  if (dueAt === null) return 'when there is news';
  return `at ${moment(dueAt, reading)}${dueAt < reading.now ? ', overdue' : ''}`;
}
