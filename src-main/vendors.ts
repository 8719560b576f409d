// The vendors put together: their settings, their connections and the outbox that sends to them.
import type { Answer, HostCommand, HostState, IncidentSummary } from '../src-shared/bridge.ts';
import type { DeliveryLane, VendorState } from '../src-shared/delivery.ts';
import type { Playbook } from '../src-shared/incident/index.ts';
import type { RemoteRef } from '../src-shared/incident/remote.ts';
import { acts } from '../src-shared/incident/station.ts';
import { refuse, type Refused } from '../src-shared/incident/refusal.ts';
import type { Integration } from './integrations/integration.ts';
import { commandIdOf } from './inbox/command-ids.ts';
import { watchPages } from './inbox/pages.ts';
import { openInbox, type Inbox, type InboxDesk, type InboxOptions } from './inbox/inbox.ts';
import { openConnections } from './outbox/connections.ts';
import { keptClosed } from './outbox/kept-closed.ts';
import { watchOutages } from './outbox/outages.ts';
import { openOutbox, type OutboxDesk, type Outbox } from './outbox/outbox.ts';
import type { OutboxStore } from './outbox/rows.ts';
import type { Clock, Http, Ids, Keychain, Log, NamedFile, Random, Store, WayOut } from './ports.ts';
import { openVendorSettings } from './settings/vendor-settings.ts';

export interface VendorsOptions {
  integrations: readonly Integration[];
  store: Store;
  keychain: Keychain;
  env: Readonly<Record<string, string | undefined>>;
  outboxStore: () => OutboxStore;
  desk: () => OutboxDesk & InboxDesk;
  clock: Clock;
  ids: Ids;
  random: Random;
  log: Log;
  http: Http;
  wayOut?: WayOut | undefined;
  /** who is known on this host, to tell who somebody of a vendor's is */
  known: InboxOptions['known'];
  zone: () => string;
  /** by which names this installation is known in the records */
  own: () => readonly string[];
  /** the one that the next incident is declared under: its channels are what a test of Slack looks for */
  playbook: () => Playbook;
}

export interface Vendors {
  outbox: Outbox;
  /** what an incident that is declared now is told to */
  joining: () => readonly { vendor: string; lanes: readonly string[] }[];
  states: () => Pick<HostState, 'vendors' | 'keychain'>;
  lanes: (
    summaries: readonly { id: string; joined: readonly { vendor: string; lanes: readonly string[] }[] }[],
  ) => readonly DeliveryLane[];
  /** A file into the incident's own place at the vendor that has one for it, by a person's own act. */
  shareFile: (
    incident: string,
    file: NamedFile,
    comment: string,
  ) => Promise<{ ok: true; vendor: string; where: string; doubtful: string | null } | Refused>;
  dispatch: (command: VendorCommand) => Promise<Answer>;
  query: (query: VendorQuery) => Promise<{ ok: true; answer: unknown } | Refused>;
  /** from here on what is said and done there comes in, and outages are noticed; once the desk stands */
  listen: () => void;
  /** the record is another one: what was heard before it is not known to be in it */
  hearAnew: () => void;
  onChange: (listener: () => void) => () => void;
  stop: () => Promise<void>;
}

const VENDOR_COMMANDS = [
  'vendor.configure',
  'effect.retry',
  'effect.rewrite',
  'effect.withdraw',
  'delivery.confirm',
  'page.adopt',
] as const;
export type VendorCommand = Extract<HostCommand, { type: (typeof VENDOR_COMMANDS)[number] }>;
export type VendorQuery =
  | { name: 'vendor-test'; args: { vendor: string } }
  | { name: 'page-components'; args: Record<never, never> }
  | { name: 'page-incidents'; args: { lane: string } }
  | { name: 'page-maintenance'; args: { lane: string } };

export function isVendorCommand(command: HostCommand): command is VendorCommand {
  return VENDOR_COMMANDS.some((type) => type === command.type);
}

export async function openVendors(options: VendorsOptions): Promise<Vendors> {
  const { integrations, clock, ids, log, http } = options;
  const settings = await openVendorSettings({
    integrations,
    env: options.env,
    store: options.store,
    keychain: options.keychain,
    log,
  });
  const closed = keptClosed(options.store, log);
  const connections = openConnections(
    integrations,
    { clock, http, log, wayOut: options.wayOut, closed },
    options.playbook,
  );
  let inbox: Inbox | null = null;
  let pages: ReturnType<typeof watchPages> | null = null;
  let outages: ReturnType<typeof watchOutages> | null = null;
  const outbox = openOutbox({
    store: options.outboxStore,
    desk: options.desk,
    clock,
    ids,
    random: options.random,
    log,
    integrations,
    connected: connections.connected,
    zone: options.zone,
    own: options.own,
  });
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  outbox.onChange(tell);
  for (const { vendor } of integrations) connections.use(vendor, settings.config(vendor));

  function stateOf({ vendor, name }: Integration): VendorState {
    const { state, fields, trouble } = settings.state(vendor);
    const connected = connections.connected().get(vendor);
    const budget = connected?.connection.budget();
    return {
      vendor,
      name,
      state,
      fields,
      trouble: trouble === null ? outbox.trouble(vendor) : { at: clock.now(), ...trouble },
      lanes: (connected?.lanes ?? []).map(({ lane, name: called, page }) => ({
        lane,
        name: called,
        page: page ?? null,
      })),
      budget: budget?.words ?? '',
      limitedUntil: budget?.limitedUntil ?? null,
      outage: outages?.of(vendor) ?? null,
    };
  }

  async function dispatch(command: VendorCommand): Promise<Answer> {
    switch (command.type) {
      case 'vendor.configure': {
        const answer = await settings.configure(command.vendor, command.fields);
        if (!answer.ok) return answer;
        connections.use(command.vendor, settings.config(command.vendor));
        inbox?.reconnected(command.vendor);
        await outbox.reconnected(command.vendor);
        tell();
        return answer;
      }
      case 'effect.retry':
        return outbox.retry(command.vendor, command.key);
      case 'effect.rewrite':
        return outbox.rewrite(command.key, command.text);
      case 'effect.withdraw':
        return outbox.withdraw(command.key, command.reason);
      case 'delivery.confirm':
        return outbox.confirm(command.incident, command.lane);
      case 'page.adopt':
        return adopt(command);
    }
  }

  async function adopt({ incident, lane, remoteId }: VendorCommand & { type: 'page.adopt' }): Promise<Answer> {
    const known = await options.desk().read(incident);
    if (known === null) return refuse('unknown-incident', 'This incident is not in the record.');
    if (known.remote.refs[`${lane}/incident`] !== undefined)
      return refuse('no-change', 'This incident has its own one on the page already.');
    const found = await connections.adopted(lane, remoteId);
    if (!found.ok) return found;
    return options
      .desk()
      .say(
        incident,
        { id: ids.ulid(clock.now()), type: 'remote.attach', fields: { vendor: found.vendor, ...found.fact } },
        { put: [], remove: [] },
        'person',
      );
  }

  async function shareFile(...[id, file, comment]: Parameters<Vendors['shareFile']>): ReturnType<Vendors['shareFile']> {
    const desk = options.desk();
    const incident = await desk.read(id);
    desk.rest(id);
    if (incident === null) return refuse('unknown-incident', 'This incident is not in the record.');
    const elsewhere = 'The file is still here: save it, and give it another way.';
    if (!acts(incident, options.own()))
      return refuse('not-in-command', `Warroom acts from another laptop, so this one sends nothing. ${elsewhere}`);
    const [vendor, connection] = [...connections.connected()]
      .map(([name, one]) => [name, one.connection] as const)
      .find(([, one]) => one.shareFile !== undefined) ?? [null, null];
    if (vendor === null || connection?.shareFile === undefined)
      return refuse('not-available', `Slack is not set up on this laptop. ${elsewhere}`);
    const ref = (name: string): RemoteRef | undefined => incident.remote.refs[name];
    const situation = { incident, ref, now: clock.now(), zone: options.zone() };
    const sent = await connection.shareFile(file, comment, situation);
    if (sent.is === 'not') return refuse('not-available', `Nothing was sent. ${sent.why} ${elsewhere}`);
    return { ok: true, vendor, where: sent.where, doubtful: sent.is === 'doubtful' ? sent.why : null };
  }

  /** Those that another laptop acts for are not looked after from here. */
  function actingDesk(): OutboxDesk & InboxDesk {
    const desk = options.desk();
    const here = ({ actsFrom }: IncidentSummary): boolean =>
      actsFrom === undefined || (actsFrom !== null && options.own().includes(actsFrom));
    return { ...desk, summaries: () => desk.summaries().filter(here) };
  }

  return {
    outbox,
    joining: () =>
      [...connections.connected()].map(([vendor, { lanes }]) => ({ vendor, lanes: lanes.map(({ lane }) => lane) })),
    states: () => ({
      vendors: integrations.map(stateOf),
      keychain: { kept: options.keychain.kept, why: options.keychain.why },
    }),
    lanes: (summaries) =>
      outbox.lanes(
        summaries.flatMap(({ id, joined }) => joined.map(({ vendor, lanes }) => ({ incident: id, vendor, lanes }))),
      ),
    shareFile,
    dispatch,
    query: async (query) => {
      switch (query.name) {
        case 'vendor-test':
          return connections.test(query.args.vendor);
        case 'page-components':
          return { ok: true, answer: await connections.components() };
        case 'page-incidents':
          return connections.openIncidents(query.args.lane);
        case 'page-maintenance':
          return { ok: true, answer: connections.maintenance(query.args.lane) };
      }
    },
    listen: () => {
      pages ??= watchPages({
        desk: actingDesk(),
        connected: connections.connected,
        busy: outbox.busy,
        clock,
        log,
      });
      outages ??= watchOutages({
        desk: actingDesk(),
        connected: connections.connected,
        outbox,
        clock,
        log,
        commandIdOf,
        tell,
      });
      inbox ??= openInbox({
        desk: options.desk(),
        inlets: () =>
          new Map(
            [...connections.connected()].flatMap(
              ([
                vendor,
                {
                  connection: { inlet },
                },
              ]) => (inlet === undefined ? [] : [[vendor, inlet]]),
            ),
          ),
        known: options.known,
        clock,
        ids,
        log,
        zone: options.zone,
      });
    },
    hearAnew: () => inbox?.hearAnew(),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: async () => {
      const heard = Promise.all([inbox, pages, outages].map((one) => one?.stop() ?? Promise.resolve()));
      connections.close();
      await heard;
      await outbox.stop();
    },
  };
}
