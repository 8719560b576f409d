// What the support team says while it lasts, beside the public text (DOMAIN.md 7, S2): the playbook's own words, filled with
// what the public page says and nothing more.
import { leaving } from '../incident/compliance.ts';
import type { Incident } from '../incident/index.ts';
import { stepName } from '../incident/status-page.ts';
import type { TemplateFacts } from '../playbook/template-variables.ts';
import { renderTemplate } from '../playbook/templates.ts';
import { incidentFacts, roleFacts, timeFacts } from './facts.ts';
import { seenFromOutside } from './outside.ts';
import type { Reading } from './words.ts';

/** Empty where the playbook has no script. */
export function supportScript(incident: Incident, reading: Reading): string {
  const template = incident.declaration?.playbook?.templates.supportScript ?? null;
  if (template === null) return '';
  const { number, title, impact, startedUtc } = incidentFacts(seenFromOutside(incident), reading);
  const { pages, publications } = incident.statusPage;
  // Of a closed circle's page support says nothing.
  const post = publications.findLast((one) => one.page === 'public' && one.state === 'published');
  const clean = (text: string): string => leaving(incident, text).text;
  const nextAt = post?.step === 'resolved' || (post?.nextAt ?? 0) <= reading.now ? null : (post?.nextAt ?? null);
  const facts: TemplateFacts<'supportScript'> = {
    incident: { number, title, impact, startedUtc },
    roles: { comms: roleFacts(incident).comms },
    components: pages.public.components.map(({ name, state }) => ({
      name: clean(name),
      state: state.replaceAll('-', ' '),
    })),
    post: {
      step: post === undefined ? '' : stepName(post.step),
      text: post === undefined ? '' : clean(post.text),
      utc: timeFacts(post?.publishedAt ?? null, reading).utc,
    },
    now: timeFacts(reading.now, reading),
    next: timeFacts(nextAt, reading),
  };
  const rendered = renderTemplate(template, facts);
  return rendered.ok ? rendered.text.trim() : rendered.message;
}
