// Where the templates stand in a playbook, and which variables each may use.
import { redirectSituations, statusPageSteps } from './schema.ts';
import type { TemplateKind } from './template-variables.ts';

export interface TemplatePlace {
  path: readonly string[];
  kind: TemplateKind;
}

const templates = [
  'declaration', 'roomUpdate', 'executiveUpdate', 'callScript', 'supportScript', 'sitrep', 'briefing', 'postMortem', 'internalMail',
] as const; // prettier-ignore

export const templatePlaces: readonly TemplatePlace[] = [
  ...statusPageSteps.map((step) => ({ path: ['statusPage', 'steps', step, 'template'], kind: 'statusPage' as const })),
  ...templates.map((kind) => ({ path: ['templates', kind], kind })),
  ...redirectSituations.map((situation) => ({ path: ['redirects', situation, 'script'], kind: 'redirect' as const })),
];
