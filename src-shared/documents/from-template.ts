// A document from its template: the playbook's, or Warroom's own where the playbook sets none or its one cannot be used. A broken
// template never stops anybody; what is wrong with it is said beside the text.
import type { Incident } from '../incident/index.ts';
import { builtInTemplateAt, type DocumentTemplate } from '../playbook/built-in-templates.ts';
import type { TemplateFacts } from '../playbook/template-variables.ts';
import { MAX_DOCUMENT_RENDERED, renderTemplate } from '../playbook/templates.ts';

/** `fault`: why the playbook's template was not used; null: it was, or it sets none. */
export interface Filled {
  text: string;
  fault: string | null;
}

export function fromTemplate<Kind extends DocumentTemplate>(
  kind: Kind,
  incident: Incident,
  facts: TemplateFacts<Kind>,
): Filled {
  const own = incident.declaration?.playbook?.templates[kind] ?? null;
  const rendered = own === null ? null : renderTemplate(own, facts, MAX_DOCUMENT_RENDERED);
  if (rendered?.ok === true) return { text: rendered.text, fault: null };
  const ours = renderTemplate(builtInTemplateAt(['templates', kind]), facts, MAX_DOCUMENT_RENDERED);
  return { text: ours.ok ? ours.text : ours.message, fault: rendered === null ? null : rendered.message };
}
