// The last look at what leaves: of a need-to-know incident nothing personal goes out, whatever was planned before the flag was
// raised or typed into a waiting text since (DOMAIN.md 11). The record keeps every word.
import { seenFromOutside } from '../../src-shared/documents/outside.ts';
import { leaving } from '../../src-shared/incident/compliance.ts';
import type { Incident } from '../../src-shared/incident/index.ts';
import { inWords } from '../../src-shared/text/redaction.ts';
import type { Json, Planned, Situation } from '../integrations/integration.ts';

/** The same effect with nothing personal in what it says. Its key, its place and whom it is for stay. */
export function guarded<T extends Planned>(effect: T, incident: Incident): T {
  const text = effect.text === null ? null : leaving(incident, effect.text);
  const title = effect.body['title'];
  const cleanTitle = typeof title === 'string' ? leaving(incident, title) : null;
  const taken = [text, cleanTitle].flatMap((one) => inWords(one?.found ?? {}) ?? []);
  if (taken.length === 0) return effect;
  const body: Readonly<Record<string, Json>> =
    cleanTitle === null ? effect.body : { ...effect.body, title: cleanTitle.text };
  const told = `taken out before it leaves: ${taken.join('; ')}`;
  return {
    ...effect,
    what: leaving(incident, effect.what).text,
    text: text?.text ?? null,
    body,
    detail: effect.detail === undefined ? told : `${effect.detail}; ${told}`,
  };
}

/** What texts that are written only when they are sent may look at. */
export function guardedSituation(situation: Situation): Situation {
  return { ...situation, incident: seenFromOutside(situation.incident) };
}
