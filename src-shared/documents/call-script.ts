// What is said on the phone to somebody who is called in (DOMAIN.md 10): the playbook's own words, filled with what is known.
import type { Incident } from '../incident/index.ts';
import { clause } from './words.ts';
import type { TemplateFacts } from '../playbook/template-variables.ts';
import { renderTemplate } from '../playbook/templates.ts';
import { channelName } from './drafts.ts';
import { doingFacts, incidentFacts, roleFacts, timeFacts } from './facts.ts';
import type { Reading } from './words.ts';

/** Empty where the playbook has no script. */
export function callScript(
  incident: Incident,
  to: { name: string; position: string; caller: string; reason: string },
  reading: Reading,
): string {
  const playbook = incident.declaration?.playbook;
  const template = playbook?.templates.callScript ?? null;
  if (playbook === null || playbook === undefined || template === null) return '';
  const facts: TemplateFacts<'callScript'> = {
    incident: incidentFacts(incident, reading),
    roles: roleFacts(incident),
    now: timeFacts(reading.now, reading),
    doing: doingFacts(incident, reading),
    person: { name: to.name, position: to.position },
    caller: to.caller,
    reason: clause(to.reason),
    channel: `#${(incident.remote.refs['slack/channel']?.name ?? channelName(incident, playbook)).replace(/^#/u, '')}`,
    bridge: playbook.links.find((link) => /\bbridge\b/iu.test(link.label))?.url ?? '',
  };
  const rendered = renderTemplate(template, facts);
  return rendered.ok ? rendered.text.trim() : rendered.message;
}
