// Looks at our incidents on the status pages every minute: what somebody changed there past us becomes part of the record,
// once, at the page's own time. While a post of ours is on its way nothing is looked at: it would be taken for somebody's.
import type { IncidentSummary } from '../../src-shared/bridge.ts';
import { type Incident, parseCommand } from '../../src-shared/incident/index.ts';
import type { RemoteRef } from '../../src-shared/incident/remote.ts';
import { pageLane, pageRef, type Page, type Publication } from '../../src-shared/incident/status-page.ts';
import type { LookAtPage, PageLook } from '../integrations/inlet.ts';
import type { Clock, Log } from '../ports.ts';
import { commandIdOf } from './command-ids.ts';
import type { InboxDesk } from './inbox.ts';

export interface PagesOptions {
  desk: Pick<InboxDesk, 'read' | 'rest' | 'summaries' | 'hear'>;
  connected: () => ReadonlyMap<string, { connection: { look?: LookAtPage } }>;
  /** whether something of ours for this page waits or is on its way */
  busy: (incident: string, lane: string) => boolean;
  clock: Clock;
  log: Log;
}

/** One request for each page of each running incident; Statuspage lets a key ask 60 times a minute. */
const EVERY_MS = 60_000;
const PAGES: readonly Page[] = ['public', 'private'];

export function watchPages(options: PagesOptions): { stop: () => Promise<void> } {
  const { desk, clock, log } = options;
  let stopped = false;
  let looking: Promise<void> = Promise.resolve();
  let cancel = clock.after(EVERY_MS, begin);

  function begin(): void {
    looking = lookAtAll()
      .catch((error: unknown) => log.error('page look failed', { detail: String(error) }))
      .finally(() => {
        if (!stopped) cancel = clock.after(EVERY_MS, begin);
      });
  }

  async function lookAtAll(): Promise<void> {
    for (const summary of desk.summaries()) if (isWatched(summary)) await lookAt(summary);
  }

  function isWatched({ status, drill, joined }: IncidentSummary): boolean {
    const watches = joined.some(({ vendor }) => options.connected().get(vendor)?.connection.look !== undefined);
    return !stopped && status !== 'closed' && drill !== true && watches;
  }

  async function lookAt({ id }: IncidentSummary): Promise<void> {
    const incident = await desk.read(id);
    if (incident === null) return;
    for (const page of PAGES) {
      const ref = incident.remote.refs[pageRef(page)];
      const look = ref === undefined ? undefined : options.connected().get(ref.vendor)?.connection.look;
      if (ref === undefined || look === undefined || options.busy(id, pageLane(page)) || stopped) continue;
      const standing = await look(pageLane(page), ref);
      // A post that was let go meanwhile may stand there already.
      const now = await desk.read(id);
      if (now === null || options.busy(id, pageLane(page)) || stopped) continue;
      for (const change of changesOf(now, page, ref, standing)) await say(now, ref.vendor, page, change);
    }
    desk.rest(id);
  }

  async function say(incident: Incident, vendor: string, page: Page, change: Change): Promise<void> {
    const id = commandIdOf(vendor, incident.id, `page.drift/${page}/${change.key}`);
    const parsed = parseCommand({ id, type: 'page.drift', page, ...change });
    if (parsed.ok) await desk.hear(incident.id, parsed.command, null);
    else log.error('page change cannot be read', { vendor, field: parsed.refusal.field ?? '' });
  }

  return {
    stop: async () => {
      stopped = true;
      cancel();
      await looking;
    },
  };
}

export interface Change {
  key: string;
  what: 'posted' | 'edited' | 'gone';
  step?: string;
  text?: string;
  at: number;
  publication?: string;
}

/** A post and its edit on the page need not be a moment apart; another post within this is taken for a post. */
const EDIT_WITHIN_MS = 10 * 60_000;

/** Pure: what stands there and is not ours, the oldest first. The same standing gives the same keys. */
export function changesOf(incident: Incident, page: Page, ref: RemoteRef, look: PageLook): Change[] {
  if (look.is === 'unread') return [];
  if (look.is === 'gone') return [{ key: `gone/${ref.remoteId}`, what: 'gone', at: look.at }];
  const ours = incident.statusPage.publications.filter((one) => one.page === page && one.state === 'published');
  const edited = Object.values(incident.remote.edited).filter(({ lane }) => lane === pageLane(page));
  const said = new Set([...ours, ...edited].map((one) => plain(one.text)));
  const oldestFirst = look.updates.toSorted((a, b) => a.at - b.at);
  const theirs = oldestFirst.filter(({ text, at }) => {
    // What stood there when somebody adopted it was read by them.
    if (ref.how === 'adopted' && at <= ref.at) return false;
    return !said.has(plain(text));
  });
  const standing = new Set(look.updates.map(({ text }) => plain(text)));
  const missing = ours.filter(
    (one) => !standing.has(plain(one.text)) && !edited.some((e) => standing.has(plain(e.text))),
  );
  return theirs.map(({ id, step, text, at, changedAt }) => {
    const was = takeNearest(missing, at);
    return {
      key: `${id}/${changedAt}`,
      what: was === undefined ? 'posted' : 'edited',
      ...(step === null ? {} : { step }),
      text: text.slice(0, 30_000),
      at: was === undefined ? at : changedAt,
      ...(was === undefined ? {} : { publication: was.id }),
    };
  });
}

function takeNearest(missing: Publication[], at: number): Publication | undefined {
  const near = missing.find((one) => Math.abs((one.publishedAt ?? one.submittedAt) - at) <= EDIT_WITHIN_MS);
  if (near !== undefined) missing.splice(missing.indexOf(near), 1);
  return near;
}

/** The page may give a text back with other line ends and spaces. */
function plain(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
