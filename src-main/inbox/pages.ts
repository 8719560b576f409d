// Looks at our incidents on the status pages every minute: what somebody changed there past us becomes part of the record,
// once, at the page's own time. While a post of ours is on its way nothing is looked at: it would be taken for somebody's.
import type { IncidentSummary } from '../../src-shared/bridge.ts';
import { type Incident, parseCommand } from '../../src-shared/incident/index.ts';
import { pageLane, pageRef, type Page } from '../../src-shared/incident/status-page.ts';
import type { LookAtPage } from '../integrations/inlet.ts';
import type { Clock, Log } from '../ports.ts';
import { commandIdOf } from './command-ids.ts';
import type { InboxDesk } from './inbox.ts';
import { changesOf, type Change } from './page-changes.ts';

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
