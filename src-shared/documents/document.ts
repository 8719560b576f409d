// The documents of an incident by their kind: how each is made, of which template, and what was issued last. One pure function
// gives each of them as a text in any format, so that a command line can export without a screen.
import type { DocumentKind } from '../incident/briefings.ts';
import { leaving } from '../incident/compliance.ts';
import type { Incident, Playbook } from '../incident/index.ts';
import { stepName } from '../incident/status-page.ts';
import { statusPageSteps } from '../playbook/schema.ts';
import { templatePlaces, type TemplatePlace } from '../playbook/template-places.ts';
import { templateAt, withTemplate, builtInTemplateAt } from '../playbook/built-in-templates.ts';
import { checkTemplate, CANNOT } from '../playbook/templates.ts';
import { chatText } from './chat.ts';
import { executiveUpdateDraft, roomUpdateDraft, statusPageDraft } from './drafts.ts';
import { filledBriefing } from './handover.ts';
import { htmlPage } from './html.ts';
import { internalMail } from './internal-mail.ts';
import { withWords } from './marks.ts';
import { seenFromOutside } from './outside.ts';
import { postMortem } from './post-mortem.ts';
import { filledSitrep } from './sitrep.ts';
import { supportScript } from './support-script.ts';
import { inline, moment, type Reading } from './words.ts';

/** In the order of the list. */
export const documentNames: Readonly<Record<DocumentKind, string>> = {
  sitrep: 'SITREP',
  handover: 'Handover briefing',
  'room-update': 'Room update',
  'executive-update': 'Executive update',
  'status-page': 'Status-page texts',
  'support-script': 'Support script',
  'internal-mail': 'Internal mail',
  'post-mortem': 'Post-mortem',
};

/** Texts for people outside of the incident: of a need-to-know incident with nothing personal in them (DOMAIN.md 11). */
const OUTSIDE = new Set<DocumentKind>([
  'room-update',
  'executive-update',
  'status-page',
  'support-script',
  'internal-mail',
]);

export interface MadeDocument {
  text: string;
  /** else a plain text, to be sent as it stands */
  isMarkdown: boolean;
  /** why a template of the playbook was not used, in words; null: it was */
  fault: string | null;
  /** what was issued last of this kind; null: nothing yet */
  last: { at: number; text: string } | null;
}

/** `to`: who takes over, where the document is for somebody. */
export function makeDocument(
  kind: DocumentKind,
  record: Incident,
  playbook: Playbook | null,
  reading: Reading,
  to = '',
): MadeDocument {
  const { declaration } = record;
  if (declaration === null) return { text: '', isMarkdown: false, fault: null, last: null };
  const sound = soundTemplates(kind, playbook);
  const incident = { ...record, declaration: { ...declaration, playbook: sound.playbook } };
  const made = filled(kind, OUTSIDE.has(kind) ? seenFromOutside(incident) : incident, reading, to);
  return {
    text: OUTSIDE.has(kind) ? withWords(made.text, (words) => leaving(record, words).text) : made.text,
    isMarkdown: kind === 'sitrep' || kind === 'handover' || kind === 'post-mortem',
    fault: sound.fault ?? made.fault,
    last: lastIssued(kind, record),
  };
}

export type Format = 'markdown' | 'html' | 'text';

/** A document as a file's text. `fault` as above: the text is good all the same. `zone`: for local times beside UTC. */
export function documentText(
  kind: DocumentKind,
  incident: Incident,
  playbook: Playbook | null,
  now: number,
  zone: string,
  format: Format,
): { text: string; fault: string | null } {
  const made = makeDocument(kind, incident, playbook, { now, zone });
  return { text: inFormat(kind, incident, made, format), fault: made.fault };
}

export function inFormat(
  kind: DocumentKind,
  incident: Incident,
  { text, isMarkdown }: Pick<MadeDocument, 'text' | 'isMarkdown'>,
  format: Format,
): string {
  switch (format) {
    case 'markdown':
      return isMarkdown ? text : text.split('\n').map(inline).join('  \n');
    case 'html':
      return htmlPage(`${documentNames[kind]} ${incident.declaration?.number ?? ''}`, text, isMarkdown);
    // A chat is outside, whatever the document.
    case 'text':
      return chatText(leaving(incident, text).text, isMarkdown);
  }
}

/** Where the templates of a kind stand in a playbook. */
export function templatesOf(kind: DocumentKind): readonly TemplatePlace[] {
  return templatePlaces.filter(({ path }) => path.join('.').startsWith(PLACES[kind]));
}

const PLACES: Readonly<Record<DocumentKind, string>> = {
  sitrep: 'templates.sitrep',
  handover: 'templates.briefing',
  'room-update': 'templates.roomUpdate',
  'executive-update': 'templates.executiveUpdate',
  'status-page': 'statusPage.steps.',
  'support-script': 'templates.supportScript',
  'internal-mail': 'templates.internalMail',
  'post-mortem': 'templates.postMortem',
};

/** The playbook with its own templates where they are sound, and with Warroom's where they are not. */
function soundTemplates(
  kind: DocumentKind,
  playbook: Playbook | null,
): { playbook: Playbook | null; fault: string | null } {
  if (playbook === null) return { playbook, fault: null };
  let sound = playbook;
  let fault: string | null = null;
  for (const place of templatesOf(kind)) {
    const own = templateAt(playbook, place.path);
    const wrong = own === null ? undefined : checkTemplate(own, place.kind)[0];
    if (wrong === undefined) continue;
    fault ??= `${CANNOT} expected ${wrong.expected}, found ${wrong.found} (line ${wrong.line}). ${wrong.mend}`;
    sound = withTemplate(sound, place.path, builtInTemplateAt(place.path));
  }
  return { playbook: sound, fault };
}

function filled(
  kind: DocumentKind,
  incident: Incident,
  reading: Reading,
  to: string,
): { text: string; fault: string | null } {
  switch (kind) {
    case 'sitrep':
      return filledSitrep(incident, reading);
    case 'handover':
      return filledBriefing(incident, reading, to);
    case 'post-mortem':
      return postMortem(incident, reading);
    case 'internal-mail':
      return internalMail(incident, reading);
    case 'room-update':
      return { text: roomUpdateDraft(incident, reading), fault: null };
    case 'executive-update':
      return { text: executiveUpdateDraft(incident, reading), fault: null };
    case 'support-script':
      return {
        text: supportScript(incident, reading) || 'The playbook has no script for the support team.',
        fault: null,
      };
    case 'status-page':
      return { text: pageTexts(incident, reading), fault: null };
  }
}

/** The four steps: what stands on the public page as it was posted, what is to come as it would be posted now. */
function pageTexts(incident: Incident, reading: Reading): string {
  return statusPageSteps
    .map((step) => {
      const posted = incident.statusPage.publications.findLast(
        (one) => one.page === 'public' && one.step === step && one.state === 'published',
      );
      return posted === undefined
        ? `${stepName(step)}, not posted\n${statusPageDraft(incident, step, reading).text}`
        : `${stepName(step)}, posted ${moment(posted.publishedAt ?? posted.submittedAt, reading)}\n${posted.text}`;
    })
    .join('\n\n');
}

/** Updates are issued by posting them, the others by copying or saving. */
function lastIssued(kind: DocumentKind, incident: Incident): { at: number; text: string } | null {
  if (kind === 'room-update') return incident.cadence.room.updates.at(-1) ?? null;
  if (kind === 'executive-update') return incident.cadence.executives.updates.at(-1) ?? null;
  return incident.briefings.findLast((issued) => issued.document === kind) ?? null;
}
