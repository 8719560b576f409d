// Runs a real incident as a team would have: declared when it was seen, its timeline pasted as it grew, the page moved along.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  executiveUpdateDraft,
  redirectScript,
  roomUpdateDraft,
  statusPageDraft,
  type PageDraft,
} from '../../src-shared/documents/drafts.ts';
import { handoverBriefing } from '../../src-shared/documents/handover.ts';
import { sitrep } from '../../src-shared/documents/sitrep.ts';
import type { Reading } from '../../src-shared/documents/words.ts';
import type { Incident } from '../../src-shared/incident/index.ts';
import type { Step } from '../../src-shared/incident/status-page.ts';
import { readPastedTimeline } from '../../src-shared/text/pasted-timeline.ts';
import { stage, type Stage } from '../incident/scenario.ts';

const folder = join(import.meta.dirname, '../fixtures/incidents');
export const slugs = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

export interface RealIncident {
  title: string;
  impact: string;
  severity_suggested: 1 | 2 | 3 | 4;
  services: string[];
  started_at: string;
  detected_at: string;
  declared_at: string | null;
  mitigated_at: string | null;
  resolved_at: string | null;
}

export interface Written {
  real: RealIncident;
  /** the pasted lines, in order of time */
  lines: { at: number; text: string }[];
  middle: Documents;
  end: Documents;
  /** what the four steps of the page would say */
  page: Record<Step, PageDraft>;
}

export interface Documents {
  incident: Incident;
  reading: Reading;
  sitrep: string;
  handover: string;
  room: string;
  executives: string;
  redirect: string;
}

/** `asOf` live: the clock runs with the incident. Afterwards: everything is typed in months later. */
export function runRealIncident(slug: string, asOf: 'live' | 'afterwards'): Written {
  // The files' own shape, see their README.
  const real = JSON.parse(readFileSync(join(folder, slug, 'incident.json'), 'utf8')) as RealIncident;
  const paste = readFileSync(join(folder, slug, 'timeline.txt'), 'utf8');
  const rows = readPastedTimeline(paste, { now: Date.UTC(2026, 10, 20), zone: 'UTC' }).rows.flatMap((row) =>
    row.at === null ? [] : [{ ...row, at: row.at }],
  );
  rows.sort((a, b) => a.at - b.at);
  const seen = Date.parse(real.detected_at);
  const resolved = Date.parse(real.resolved_at ?? new Date((rows.at(-1)?.at ?? seen) + 3_600_000).toISOString());
  const mitigated = Math.min(Date.parse(real.mitigated_at ?? real.resolved_at ?? '') || resolved, resolved);
  const live = asOf === 'live';
  const begin = live ? seen + 60_000 : Date.parse('2026-11-20T03:00:00Z');
  const half = live ? seen + Math.round((mitigated - seen) / 2) : begin + 20 * 60_000;
  const over = live ? Math.max(resolved, half + 60_000) : begin + 60 * 60_000;
  const zone = 'Europe/Berlin';

  const set: Stage = stage();
  const clock = (at: number): Stage => set.at(new Date(at).toISOString());
  clock(begin).does({
    type: 'incident.declare',
    title: real.title,
    impact: real.impact,
    severity: real.severity_suggested,
    components: real.services,
    declarer: { name: 'Nguyen A' },
    commander: { name: 'Nguyen A' },
    detectedAt: seen,
  });
  clock(begin + 60_000);
  set.does({ type: 'incident.acknowledge' });
  set.does({ type: 'milestone.set', milestone: 'impact-started', at: Date.parse(real.started_at) });
  set.does({ type: 'role.assign', role: 'ops', person: { name: 'Tran B' } });
  const add = (from: number, to: number): void => {
    const entries = rows
      .filter((row) => row.at > from && row.at <= to)
      .map(({ at, kind, text, precision, author }) => ({
        at,
        kind,
        text,
        ...(precision === undefined ? {} : { precision }),
        ...(author === undefined ? {} : { author }),
      }));
    if (entries.length > 0) set.does({ type: 'timeline.import', entries });
  };
  const page: Partial<Record<Step, PageDraft>> = {};
  const post = (step: Step): void => {
    const reading = { now: set.now(), zone };
    const made = (page[step] = statusPageDraft(set.incident(), step, reading));
    set.does({ type: 'status-page.publish', step, ...made });
    set.does({ type: 'status-page.release', publication: set.last('status-page.submitted') });
  };
  const documents = (): Documents => {
    const reading = { now: set.now(), zone };
    const incident = set.incident();
    return {
      incident,
      reading,
      sitrep: sitrep(incident, reading),
      handover: handoverBriefing(incident, reading, 'Pham C'),
      room: roomUpdateDraft(incident, reading),
      executives: executiveUpdateDraft(incident, reading),
      redirect: redirectScript(incident, 'wants-information', reading),
    };
  };

  post('investigating');
  clock(half);
  add(0, live ? half : Number.POSITIVE_INFINITY);
  set.does({
    type: 'task.give',
    text: 'Write the text for the support team',
    owner: { name: 'Pham C' },
    timeBoxMs: 600_000,
  });
  const middle = documents();
  set.does({ type: 'document.issue', document: 'sitrep', text: middle.sitrep });
  post('identified');
  clock(Math.max(half + 1_000, Math.min(over, live ? mitigated : over - 60_000)));
  add(half, live ? set.now() : half);
  post('monitoring');
  clock(over);
  if (live) add(set.now() === half ? half : Math.max(half, mitigated), over);
  post('resolved');
  const end = documents();
  return {
    real,
    lines: rows.map(({ at, text }) => ({ at, text })),
    middle,
    end,
    page: page as Record<Step, PageDraft>,
  }; // all four were posted
}
