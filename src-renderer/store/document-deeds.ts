// What is done with a document: copied or saved. From then it counts as issued, once, as it stood.
import type { DocumentKind } from '../../src-shared/incident/briefings.ts';
import { formatDay } from '../../src-shared/text/clock-times.ts';
import { hostNow } from './clock.ts';
import { copyText, saveFile } from './clipboard.ts';
import { incidentNow } from './incident.ts';
import { dispatch } from './record.ts';

/** Puts the text on the clipboard; answers with words for the person and whether it worked. */
export async function copyDocument(text: string): Promise<{ ok: boolean; words: string }> {
  const ok = await copyText(text);
  return { ok, words: ok ? 'Copied.' : 'The clipboard is closed to this page. Select the text and copy it by hand.' };
}

/** Saves it as Markdown, named by incident, document and day. */
export function saveDocument(what: string, text: string): void {
  const number = incidentNow().declaration?.number ?? 'incident';
  saveFile(`${number}-${what}-${formatDay(hostNow(), 'UTC')}.md`.toLowerCase(), text);
}

export async function issueDocument(document: DocumentKind, text: string): Promise<void> {
  await dispatch({ type: 'document.issue', document, text });
}
