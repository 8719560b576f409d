// Texts for others, prefilled from the state by the playbook's templates: updates, public posts, redirects, declaration.
import { leaving } from '../incident/compliance.ts';
import { seenFromOutside } from './outside.ts';
import type { Incident, Playbook } from '../incident/index.ts';
import { DRILL_PREFIX } from '../incident/drill.ts';
import type { Situation } from '../incident/executives.ts';
import { approvalRule, type ComponentState, type Page, type Step } from '../incident/status-page.ts';
import type { TemplateFacts, TemplateKind } from '../playbook/template-variables.ts';
import { renderTemplate } from '../playbook/templates.ts';
import { inLatin } from '../text/latin.ts';
import { causeFact, doingFacts, dueAfter, incidentFacts, newsFacts, roleFacts, timeFacts } from './facts.ts';
import type { Reading } from './words.ts';

/** A post about to be edited: the text and the state each component would get. */
export interface PageDraft {
  text: string;
  components: { name: string; state: ComponentState }[];
  notify: boolean;
  /** ms; when the text promises the next post; absent where it promises none */
  nextAt?: number;
}

/** What an update says only where somebody typed it: when it should be over, what it costs (DOMAIN.md 4). */
export interface TypedFacts {
  eta: string;
  revenue: string;
}
const NOTHING_TYPED: TypedFacts = { eta: '', revenue: '' };

/** The numbered update to the room. `nextAt`, ms: when the one after is promised; left out: as the playbook says. */
export function roomUpdateDraft(
  incident: Incident,
  reading: Reading,
  nextAt?: number | null,
  typed: TypedFacts = NOTHING_TYPED,
): string {
  const playbook = incident.declaration?.playbook;
  if (playbook === null || playbook === undefined) return '';
  return filled(playbook.templates.roomUpdate, 'roomUpdate', {
    incident: incidentFacts(incident, reading),
    roles: roleFacts(incident),
    now: timeFacts(reading.now, reading),
    next: timeFacts(nextAt === undefined ? dueAfter(incident, 'room', reading) : nextAt, reading),
    update: { number: nextNumber(incident, 'room') },
    news: newsFacts(incident, reading),
    doing: doingFacts(incident, reading),
    cause: causeFact(incident, reading),
    // Never a promise of an end, never a figure, unless the commander types one (DOMAIN.md 4).
    eta: typed.eta.trim(),
    revenue: typed.revenue.trim(),
  });
}

export function executiveUpdateDraft(
  incident: Incident,
  reading: Reading,
  nextAt?: number | null,
  typed: TypedFacts = NOTHING_TYPED,
): string {
  const playbook = incident.declaration?.playbook;
  if (playbook === null || playbook === undefined) return '';
  return filled(playbook.templates.executiveUpdate, 'executiveUpdate', {
    incident: incidentFacts(incident, reading),
    roles: roleFacts(incident),
    now: timeFacts(reading.now, reading),
    next: timeFacts(nextAt === undefined ? dueAfter(incident, 'executives', reading) : nextAt, reading),
    update: { number: nextNumber(incident, 'executives') },
    doing: doingFacts(incident, reading),
    cause: causeFact(incident, reading),
    eta: typed.eta.trim(),
    revenue: typed.revenue.trim(),
  });
}

export function statusPageDraft(incident: Incident, step: Step, reading: Reading, page: Page = 'public'): PageDraft {
  const playbook = incident.declaration?.playbook;
  if (playbook === null || playbook === undefined) return { text: '', components: [], notify: false };
  const rule = playbook.statusPage.steps[step];
  const proposed = rule.componentState[incident.severity.level];
  const components = incident.statusPage.pages[page].components.map((c) => ({
    name: c.name,
    state: proposed ?? c.state,
  }));
  const minutes = playbook.statusPage.nextUpdateMin[incident.severity.level];
  // What waits for somebody's yes cannot say when the next one comes: nobody knows when this one goes out.
  const waits = approvalRule(incident, page)?.optional === false;
  const nextAt = minutes === null || step === 'resolved' || waits ? null : reading.now + minutes * 60_000;
  const { title, impact, startedUtc } = incidentFacts(seenFromOutside(incident), reading);
  const text = filled(rule.template, 'statusPage', {
    // A sentence of its own on the page.
    incident: { title, impact: impact === '' ? '' : `${impact}.`, startedUtc },
    components: components.map((c) => ({ name: c.name, state: c.state.replaceAll('-', ' ') })),
    cause: leaving(incident, causeFact(incident, reading)).text,
    now: timeFacts(reading.now, reading),
    next: timeFacts(nextAt, reading),
  });
  return { text, components, notify: rule.notify, ...(nextAt === null ? {} : { nextAt }) };
}

/** The polite script for an executive in the room (DOMAIN.md 8). */
export function redirectScript(incident: Incident, situation: Situation, reading: Reading, who = ''): string {
  const playbook = incident.declaration?.playbook;
  if (playbook === null || playbook === undefined) return '';
  return filled(playbook.redirects[situation].script, 'redirect', {
    incident: incidentFacts(incident, reading),
    roles: roleFacts(incident),
    now: timeFacts(reading.now, reading),
    next: timeFacts(incident.cadence.executives.dueAt ?? dueAfter(incident, 'executives', reading), reading),
    doing: doingFacts(incident, reading),
    executive: { name: who },
    channel: channelOf(playbook),
  });
}

/** The pinned text of the war room. */
export function declarationText(incident: Incident, reading: Reading): string {
  const playbook = incident.declaration?.playbook;
  if (playbook === null || playbook === undefined) return '';
  return filled(playbook.templates.declaration, 'declaration', {
    incident: incidentFacts(incident, reading),
    roles: roleFacts(incident),
    now: timeFacts(reading.now, reading),
    next: timeFacts(incident.cadence.room.dueAt, reading),
    links: playbook.links.map(({ label, url }) => ({ label, url })),
    rules: [...playbook.warRoom.rules],
  });
}

/** The executives' channel as it is written, however the playbook has it. */
export function channelOf(playbook: Playbook): string {
  return `#${playbook.channels.executives.replace(/^#+/u, '')}`;
}

export function nextNumber(incident: Incident, audience: 'room' | 'executives'): number {
  return (incident.cadence[audience].updates.at(-1)?.number ?? 0) + 1;
}

/**
 * The name the channel would get: the playbook's pattern with the day and the title in Slack's letters, at most 80. Where
 * little of the title can be written so, the incident's number stands in for it.
 */
export function channelName(incident: Incident, playbook: Playbook): string {
  const { declaration } = incident;
  const { pattern, date: form } = playbook.channels;
  const day = new Date(declaration?.declaredAt ?? 0).toISOString().slice(0, 10);
  const bare = pattern.replace('{date}', form === 'YYYYMMDD' ? day.replaceAll('-', '') : day);
  const { text, lost } = inLatin(declaration?.title ?? '');
  const words = dashed(text);
  const enough = words.length >= 3 || (words !== '' && !lost);
  // The day need not stand in the name twice.
  const number = dashed((declaration?.number ?? '').toLowerCase());
  const short = pattern.includes('{date}') ? (number.split('-').at(-1) ?? '') : number.replace(/^inc-/u, '');
  const slug = enough ? words : [words, short || 'incident'].filter((part) => part !== '').join('-');
  const most = LONGEST_CHANNEL - (bare.length - '{slug}'.length);
  return bare.replace('{slug}', cutAtDash(slug, most)).replace(/-+$/u, '');
}

/** Slack takes no longer name. */
const LONGEST_CHANNEL = 80;

function dashed(text: string): string {
  return text.replace(/[^a-z0-9]+/gu, '-').replace(/^-+|-+$/gu, '');
}

/** At most so long; after a whole word where that leaves most of it. */
function cutAtDash(slug: string, most: number): string {
  if (slug.length <= most) return slug;
  const dash = slug.lastIndexOf('-', most);
  return slug.slice(0, dash > most / 2 ? dash : most);
}

/** A template was tried when its playbook was read; should it fail all the same, its own words say why. */
function filled<Kind extends TemplateKind>(template: string, _kind: Kind, facts: TemplateFacts<Kind>): string {
  const rendered = renderTemplate(template, facts);
  if (!rendered.ok) return rendered.message;
  const text = rendered.text.trim();
  // A text that does not name the incident says by itself that it is a drill (DOMAIN.md 13).
  const told: unknown = facts.incident;
  const named = typeof told === 'object' && told !== null && 'title' in told ? String(told.title) : '';
  const drill = named.startsWith(DRILL_PREFIX);
  return drill && !text.includes(DRILL_PREFIX.trim()) ? `${DRILL_PREFIX}${text}` : text;
}
