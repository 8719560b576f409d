// Public text never speculates on the cause before it is identified (DOMAIN.md 7, S2): does a draft name a hypothesis that
// nobody has confirmed?
import type { Incident } from '../incident/index.ts';
import { isForward } from '../incident/lifecycle.ts';
import { standing } from '../incident/records.ts';

/** What to say beside the draft; null when it names none. */
export function speculation(incident: Incident, text: string): string | null {
  if (!isForward(incident.lifecycle.status, 'identified')) return null;
  const said = new Set(wordsOf(text));
  const { declaration } = incident;
  const known = new Set(
    wordsOf([declaration?.title, declaration?.impact, ...(declaration?.components ?? [])].join(' ')),
  );
  for (const hypothesis of standing(incident.hypotheses)) {
    if (hypothesis.state === 'confirmed') continue;
    const named = wordsOf(hypothesis.text).filter((word) => said.has(word) && !known.has(word));
    if (named.length > 0) {
      return `“${named.slice(0, 3).join('”, “')}” comes from H${hypothesis.number}, which nobody has confirmed. Public text does not guess at the cause.`;
    }
  }
  return null;
}

/** Words that can tell one cause from another: five letters or more, and not what every public post says. */
function wordsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{Letter}\p{Number}][\p{Letter}\p{Number}._-]{4,}/gu) ?? [];
  return [...new Set(words.map((word) => word.replace(/[._-]+$/u, '')))].filter(
    (word) => word.length >= 5 && !COMMON.has(word),
  );
}

const COMMON = new Set(
  (
    'about after again because been before being behind between cannot causing caused cause could degraded error errors every everything failing ' +
    'fails found impact incident investigating issue issues known looking might minutes other outage partial performance please possible problem ' +
    'problems recovering requests resolved result results seeing service services should since slower sorry still system their there these ' +
    'think those trouble under unavailable update usual users using watching where which while working works would'
  ).split(' '),
);
