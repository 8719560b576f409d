// What of a need-to-know incident may be seen outside: the same incident with everything personal taken out (DOMAIN.md 11).
// The record itself is never altered.
import { isNeedToKnow, leaving } from '../incident/compliance.ts';
import type { Incident } from '../incident/index.ts';

/** The incident as texts for outside are made from it. */
export function seenFromOutside(incident: Incident): Incident {
  const { declaration } = incident;
  if (declaration === null || !isNeedToKnow(incident)) return incident;
  const clean = (text: string): string => leaving(incident, text).text;
  return {
    ...incident,
    declaration: {
      ...declaration,
      title: clean(declaration.title),
      impact: clean(declaration.impact),
      components: declaration.components.map(clean),
    },
  };
}
