// What can still go wrong, as far as the record says it: nothing here is guessed (DOMAIN.md 9).
import type { Incident } from '../incident/index.ts';
import { isOver } from '../incident/lifecycle.ts';
import { standing } from '../incident/records.ts';
import { marked } from './marks.ts';
import { capped, clause, inline, shortened, type Reading } from './words.ts';

const LISTED = 6;
const LONGEST_LINE = 160;

/** As Markdown lines: what was said at the declaration (S3), and what is under way though there is no way back (S1). */
export function risks(incident: Incident, reading: Reading): string[] {
  if (isOver(incident)) return [];
  return [
    ...saidAtDeclaration(incident).map((words) => `**Risk:** ${words}`),
    ...capped(
      standing(incident.actions).flatMap(({ id, state, text, noWayBack }) =>
        noWayBack !== undefined && (state === 'approved' || state === 'running')
          ? [marked(reading, `**Risk:** ${line(text)} has no way back: ${line(noWayBack)}`, id)]
          : [],
      ),
      LISTED,
      'actions without a way back',
    ),
  ];
}

/** The questions asked for the record: data at risk, getting worse. Unsure counts as much as yes. */
function saidAtDeclaration(incident: Incident): string[] {
  const { declaration } = incident;
  const asked = declaration?.playbook?.decisionTree.alsoAsk ?? [];
  return (declaration?.severityPath ?? [])
    .filter(({ question, answer }) => answer !== 'no' && asked.some(({ ask }) => ask === question))
    .map(
      ({ question, answer }) =>
        `${inline(question)} ${answer === 'yes' ? 'Yes' : 'Not known'}, said at the declaration`,
    );
}

function line(text: string): string {
  return inline(shortened(clause(text), LONGEST_LINE));
}
