// The vendors that are connected now: made from their settings, closed and made anew when those change.
import type { OpenPageIncident, PageComponents, PlannedMaintenance, TestReport } from '../../src-shared/delivery.ts';
import type { Playbook } from '../../src-shared/incident/index.ts';
import { refuse, type Refused } from '../../src-shared/incident/refusal.ts';
import type { Connection, Fact, Integration, KeptClosed, VendorPorts } from '../integrations/integration.ts';
import type { Connected } from './outbox.ts';

export interface Connections {
  /** Connects with these settings, checked already; null: the vendor is not set up. */
  use: (vendor: string, config: unknown) => void;
  connected: () => ReadonlyMap<string, Connected>;
  test: (vendor: string) => Promise<{ ok: true; answer: TestReport } | Refused>;
  components: () => Promise<readonly PageComponents[]>;
  openIncidents: (lane: string) => Promise<{ ok: true; answer: readonly OpenPageIncident[] } | Refused>;
  maintenance: (lane: string) => readonly PlannedMaintenance[];
  /** the thing to attach when an incident that is open on a page is adopted */
  adopted: (lane: string, remoteId: string) => Promise<{ ok: true; vendor: string; fact: Fact } | Refused>;
  /** ends what is under way; what may have arrived is looked for at the next start */
  close: () => void;
}

export function openConnections(
  integrations: readonly Integration[],
  ports: Omit<VendorPorts, 'closed'> & { closed: (vendor: string) => KeptClosed },
  playbook: () => Playbook,
): Connections {
  const connected = new Map<string, Connected>();

  function serving(lane: string): { vendor: string; connection: Connection } | undefined {
    for (const [vendor, { connection, lanes }] of connected)
      if (lanes.some((one) => one.lane === lane)) return { vendor, connection };
    return undefined;
  }

  /** The adapter throws, in words for the person, where the page cannot be read. */
  async function openIncidents(lane: string): ReturnType<Connections['openIncidents']> {
    try {
      return { ok: true, answer: (await serving(lane)?.connection.openIncidents?.(lane)) ?? [] };
    } catch (error) {
      return refuse('not-available', error instanceof Error ? error.message : String(error));
    }
  }

  return {
    use: (vendor, config) => {
      connected.get(vendor)?.connection.close();
      connected.delete(vendor);
      const integration = integrations.find((one) => one.vendor === vendor);
      if (integration === undefined || config === null) return;
      const connection = integration.connect(config, { ...ports, closed: ports.closed(vendor) });
      connected.set(vendor, { connection, lanes: integration.lanes(config) });
    },
    connected: () => connected,
    test: async (vendor) => {
      const connection = connected.get(vendor)?.connection;
      if (connection === undefined) return refuse('not-available', 'It is not set up yet. Save its settings first.');
      return { ok: true, answer: await connection.test(playbook()) };
    },
    components: async () => {
      const pages = await Promise.all(
        [...connected.values()].map(async ({ connection }) => (await connection.components?.()) ?? []),
      );
      return pages.flat();
    },
    openIncidents,
    maintenance: (lane) => serving(lane)?.connection.maintenance?.(lane) ?? [],
    adopted: async (lane, remoteId) => {
      const vendor = serving(lane)?.vendor;
      const read = await openIncidents(lane);
      if (!read.ok) return read;
      const found = read.answer.find(({ id }) => id === remoteId);
      if (vendor === undefined || found === undefined)
        return refuse('unknown-record', 'This incident is not open on the page any more. Look again.');
      const { id, name, url } = found;
      return {
        ok: true,
        vendor,
        fact: { ref: `${lane}/incident`, remoteId: id, name, ...(url === null ? {} : { url }), how: 'adopted' },
      };
    },
    close: () => {
      for (const { connection } of connected.values()) connection.close();
    },
  };
}
