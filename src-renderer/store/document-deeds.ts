// What is done with a document: copied, saved, printed. Nothing here says that it was issued: live-document.ts does.
import type { DocumentKind } from '../../src-shared/incident/briefings.ts';
import { htmlFragment } from '../../src-shared/documents/html.ts';
import { formatDay } from '../../src-shared/text/clock-times.ts';
import { copyText } from './clipboard.ts';
import { hostNow } from './clock.ts';
import { saveFile, type Saved } from './files.ts';
import { incidentNow } from './incident.ts';
import { ask, dispatch, useRecord } from './record.ts';

interface Done {
  ok: boolean;
  words: string;
}

/** Puts the text on the clipboard, a formatted one beside it where it is Markdown; answers with words for the person. */
export async function copyDocument(text: string, isMarkdown: boolean): Promise<Done> {
  return told(await copyText(text, isMarkdown ? htmlFragment(text) : undefined));
}

export async function copyPlain(text: string): Promise<Done> {
  return told(await copyText(text));
}

function told(ok: boolean): Done {
  return { ok, words: ok ? 'Copied.' : 'The clipboard is closed to this page. Select the text and copy it by hand.' };
}

/** Saves it, named by incident, document and day. */
export function saveDocument(
  kind: DocumentKind | 'executive-redirect',
  text: string,
  ending: 'md' | 'html',
): Promise<Saved> {
  return saveFile({ name: fileName(kind, ending), text, type: ending === 'md' ? 'text/markdown' : 'text/html' });
}

/** The sheet that stands in the page: as a PDF file where the host makes one, else by the browser's own print, which says nothing. */
export async function printDocument(kind: DocumentKind): Promise<Saved> {
  if (useRecord.getState().host?.host !== 'electron') {
    window.print();
    return { ok: true, saved: true };
  }
  const name = fileName(kind, 'pdf');
  const made = await ask('paper', { name });
  return made.ok ? saveFile({ name, file: made.answer.file }) : made;
}

function fileName(kind: DocumentKind | 'executive-redirect', ending: string): string {
  const number = incidentNow().declaration?.number ?? 'incident';
  const what = kind === 'handover' ? 'handover-briefing' : kind;
  return `${number}-${what}-${formatDay(hostNow(), 'UTC')}.${ending}`.toLowerCase();
}

export async function issueDocument(document: DocumentKind, text: string): Promise<void> {
  await dispatch({ type: 'document.issue', document, text });
}
