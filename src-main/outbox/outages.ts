// Whether a vendor is out of reach, from our own failures alone: nothing got through for a while. Its status page is asked meanwhile,
// each minute, for words. An outage longer than the playbook waits owes each room one catch-up, which waits in the outbox as everything
// does; a shorter one leaves nothing behind.
import type { IncidentSummary } from '../../src-shared/bridge.ts';
import type { SaidOfItself, VendorOutage } from '../../src-shared/delivery.ts';
import { parseCommand, type Incident } from '../../src-shared/incident/index.ts';
import type { Connection } from '../integrations/integration.ts';
import type { Clock, Log } from '../ports.ts';
import { REVIEW_AFTER_MIN, type Outbox, type OutboxDesk } from './outbox.ts';

export interface OutagesOptions {
  desk: OutboxDesk;
  connected: () => ReadonlyMap<string, { connection: Pick<Connection, 'saysOfItself'> }>;
  outbox: Pick<Outbox, 'failingSince' | 'trouble' | 'onChange'>;
  clock: Clock;
  log: Log;
  /** always the same for the same thing, so that one outage is noted once, also after a crash */
  commandIdOf: (vendor: string, incident: string, key: string) => string;
  /** the verdict or its words may be others now */
  tell: () => void;
}

const EVERY_MS = 60_000;
/** One lost answer is found again or repeated within this. */
const DOWN_AFTER_MS = 2 * 60_000;

export interface Outages {
  /** null: it is within reach as far as anybody knows */
  of: (vendor: string) => VendorOutage | null;
  stop: () => Promise<void>;
}

export function watchOutages(options: OutagesOptions): Outages {
  const { desk, outbox, clock, log } = options;
  const says = new Map<string, SaidOfItself>();
  const asking = new Map<string, Promise<void>>();
  let stopped = false;
  let cancel: (() => void) | null = null;
  let looking: Promise<void> = Promise.resolve();
  const forget = outbox.onChange(watch);

  /** Only while something fails: when all is well, nothing is asked of anybody. */
  function watch(): void {
    if (stopped || cancel !== null || failing().length === 0) return;
    cancel = clock.after(EVERY_MS, () => {
      looking = look()
        .catch((error: unknown) => log.error('outage look failed', { detail: String(error) }))
        .finally(() => {
          cancel = null;
          options.tell();
          watch();
        });
    });
  }

  function failing(): { vendor: string; since: number }[] {
    return [...options.connected().keys()].flatMap((vendor) => {
      const since = outbox.failingSince(vendor);
      if (since === null) says.delete(vendor);
      return since === null ? [] : [{ vendor, since }];
    });
  }

  async function look(): Promise<void> {
    for (const { vendor, since } of failing()) {
      ask(vendor);
      for (const summary of desk.summaries()) await owe(summary, vendor, since);
    }
  }

  /** Not waited for: a page that hangs holds up nothing. */
  function ask(vendor: string): void {
    if (asking.has(vendor)) return;
    const asked = options.connected().get(vendor)?.connection.saysOfItself?.();
    if (asked === undefined) return;
    const heard = asked
      .then((said) => {
        if (!stopped && outbox.failingSince(vendor) !== null) says.set(vendor, said);
        options.tell();
      })
      .catch((error: unknown) => log.error('status feed failed', { vendor, detail: String(error) }))
      .finally(() => asking.delete(vendor));
    asking.set(vendor, heard);
  }

  async function owe({ id, status, joined, drill }: IncidentSummary, vendor: string, since: number): Promise<void> {
    const takesPart = joined.some((one) => one.vendor === vendor);
    if (stopped || !takesPart || status === 'closed' || drill === true) return;
    const incident = await desk.read(id);
    if (incident === null || !isOwed(incident, vendor, since, clock.now()) || stopped) return;
    const parsed = parseCommand({
      id: options.commandIdOf(vendor, id, `vendor.lost/${since}`),
      type: 'vendor.lose',
      vendor,
      since,
    });
    if (parsed.ok) await desk.say(id, parsed.command, { put: [], remove: [] }, 'system');
  }

  return {
    of: (vendor) => {
      const since = outbox.failingSince(vendor);
      if (since === null || clock.now() - since < DOWN_AFTER_MS) return null;
      return { since, why: outbox.trouble(vendor)?.why ?? '', says: says.get(vendor) ?? null };
    },
    stop: async () => {
      stopped = true;
      cancel?.();
      forget();
      await looking;
    },
  };
}

/** As long as chatter is still worth saying (`delivery.reviewAfterMin`), the room misses nothing. */
function isOwed(incident: Incident, vendor: string, since: number, now: number): boolean {
  if (incident.elsewhere.lost.some((one) => one.vendor === vendor && one.since === since)) return false;
  const waits = incident.declaration?.playbook?.delivery.reviewAfterMin ?? REVIEW_AFTER_MIN;
  return now - since > waits * 60_000;
}
