// The whole incident on one sheet: the SITREP as it is now, then every line of the timeline.
import { items } from '../incident/chunked-list.ts';
import type { Incident } from '../incident/index.ts';
import { makeDocument } from './document.ts';
import { entriesAsMarkdown } from './entries.ts';
import type { Reading } from './words.ts';

/** Markdown. `fault`: why a template of the playbook was not used; the text is good all the same. */
export function incidentReport(incident: Incident, reading: Reading): { text: string; fault: string | null } {
  const { text, fault } = makeDocument('sitrep', incident, incident.declaration?.playbook ?? null, reading);
  const entries = entriesAsMarkdown([...items(incident.timeline.entries)], incident.people);
  return { text: `${text.trimEnd()}\n\n# Timeline\n\n${entries === '' ? 'No entry yet.\n' : entries}`, fault };
}
