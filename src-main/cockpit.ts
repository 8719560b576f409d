// The composition root: builds the host from its ports, starts it and stops it in order. Both hosts begin here.
import type {
  Answer,
  HostCommand,
  HostState,
  IncidentSummary,
  Message,
  Reply,
  SnapshotBody,
} from '../src-shared/bridge.ts';
import { refuse } from '../src-shared/incident/refusal.ts';
import { type Person, sameName } from '../src-shared/incident/people.ts';
import { diagnostics } from './platform/diagnostics.ts';
import { connect, type Connection, type Services } from './bridge/choke-point.ts';
import { dispatchNative, isNativeCommand } from './bridge/native-commands.ts';
import { watchAlarms, type Alarms } from './incidents/alarms.ts';
import { keptBecause } from './incidents/deletion.ts';
import type { DeskActor } from './incidents/context.ts';
import { type Desk, type DeskOptions, noOutbox, openDesk } from './incidents/desk.ts';
import { openDrillPlayer } from './incidents/drill-player.ts';
import type { Ended } from './errands/endings.ts';
import type { Errand } from './errands/index.ts';
import type { Place } from './errands/place.ts';
import { integrations } from './integrations/index.ts';
import { offerEvidence } from './bundles/evidence-maker.ts';
import { isHandoverCommand, isHandoverQuery, openWires } from './wires.ts';
import type { JournalOptions } from './journal/open.ts';
import { type Files, openFiles } from './platform/files.ts';
import type { LogFile } from './platform/log.ts';
import type { Clock, Http, Ids, Keychain, Native, Random, Store, WayOut } from './ports.ts';
import { isPhoneBookCommand, openPhoneBook } from './settings/phone-book.ts';
import { isPlaybookCommand, isPlaybookQuery, openPlaybooks } from './settings/playbooks.ts';
import { openSettings } from './settings/settings.ts';
import { keepRecord } from './record.ts';
import { isVendorCommand, openVendors } from './vendors.ts';

export interface CockpitOptions {
  dataDir: string;
  host: 'electron' | 'browser';
  version: string;
  /** where the journal's worker begins: built, out/main/writer.js */
  writer: URL;
  /** the page for auditors: built, out/main/verify.html */
  verifier: URL;
  /** how the journal's threads are begun, where it is not the usual way (the simulation) */
  startThread?: JournalOptions['startThread'];
  clock: Clock;
  ids: Ids;
  random: Random;
  log: LogFile;
  store: Store;
  /** a file of its own: the settings are rewritten with each draft */
  phoneBookStore: Store;
  native: Native;
  http: Http;
  wayOut?: WayOut;
  keychain: Keychain;
  /** the account's name and zone: first guesses, until somebody types better ones */
  accountName: string;
  zone: string;
  env: Readonly<Record<string, string | undefined>>;
}

export interface Cockpit {
  connect: (send: (reply: Reply) => void) => Connection;
  /** the list of incidents, with every clock that runs (src-shared/incident/due.ts) */
  incidents: () => readonly IncidentSummary[];
  /** told each alarm once, the moment it falls due */
  onAlarm: Alarms['onAlarm'];
  /** told whenever the list or the preferences may have changed */
  onChange: (listener: () => void) => () => void;
  preferences: () => HostState['preferences'];
  /** what only a desktop knows: the action its menu asks for, whether its shortcut works */
  tellDesktop: (part: Pick<HostState, 'wish' | 'capture'>) => void;
  running: () => number;
  /** what somebody at the command line wants done to this record */
  errand: (errand: Errand, bytes: Uint8Array, signal: AbortSignal) => Promise<Ended>;
  /** what would be left unsaid by quitting now */
  unsent: () => number;
  /** how the browser host's page fetches and sends up what the host holds */
  files: Pick<Files, 'fetched' | 'awaited' | 'sentUp'>;
  stop: () => Promise<void>;
}

const UPDATES =
  'Warroom does not update itself. A new version is installed by whoever looks after this laptop; the record is read by every later version.';

export async function startCockpit(
  options: CockpitOptions,
): Promise<{ ok: true; cockpit: Cockpit } | { ok: false; message: string }> {
  const { clock, ids, log, native, dataDir } = options;
  const kept = await keepRecord({ ...options, dir: dataDir, appVersion: options.version });
  if (!kept.ok) return kept;
  const { record } = kept;
  let stopped = false;

  const settings = openSettings(options.store, {
    accountName: options.accountName,
    zone: options.zone,
    newId: () => ids.ulid(clock.now()),
  });
  const playbooks = openPlaybooks({
    dataDir,
    store: options.store,
    given: options.env['WARROOM_PLAYBOOK'],
    changed: () => changed(),
  });
  for (const problem of playbooks.chosen().problems) log.error('playbook', { problem });
  const vendors = await openVendors({
    integrations,
    env: options.env,
    store: options.store,
    keychain: options.keychain,
    outboxStore: record.journal,
    desk: () => ({
      read: desk.read,
      rest: desk.rest,
      summaries: desk.summaries,
      onIndex: desk.onIndex,
      hear: (incident, command, by) =>
        desk.dispatch(
          incident,
          command,
          by === null ? { person: settings.identity().person, via: 'system' } : { person: by, via: 'slack' },
        ),
      say: (incident, command, rows, by) =>
        desk.dispatch(
          incident,
          command,
          { person: settings.identity().person, via: by === 'system' ? 'system' : 'cockpit' },
          rows,
        ),
    }),
    clock,
    ids,
    random: options.random,
    log,
    http: options.http,
    wayOut: options.wayOut,
    known: { met: (name) => record.journal().people(name), me: () => settings.identity().person },
    zone: () => settings.preferences().zone,
    own: () => record.journal().station.own,
    playbook: () => playbooks.chosen().playbook,
  });
  const phoneBook = openPhoneBook(options.phoneBookStore, { clock, ids, changed: () => changed() });
  const deskOptions: DeskOptions = {
    journal: record.journal,
    clock,
    ids,
    random: options.random,
    log,
    me: () => settings.identity().person,
    playbook: () => ({ ...playbooks.chosen(), named: playbooks.named }),
    listed: phoneBook.find,
    outbox: {
      vendors: vendors.joining,
      rowsFor: vendors.outbox.rowsFor,
      committed: vendors.outbox.committed,
      adopt: vendors.outbox.adopt,
    },
  };
  const desk: Desk = await openDesk(deskOptions);
  await vendors.outbox.load(record.journal().minted !== null);
  vendors.listen();
  const files = openFiles(options);
  const person = (): Person => settings.identity().person;
  const zone = (): string => settings.preferences().zone;
  const { random, version: appVersion } = options;
  const place: Place = {
    journal: record.journal,
    desk,
    phoneBook,
    person,
    zone,
    clock,
    ids,
    random,
    log,
    appVersion,
    deskIn: (other) => openDesk({ ...deskOptions, clock: other, outbox: noOutbox }),
  };
  const around = { ...place, files, me: () => person().name };
  const typed = (): DeskActor => ({ person: person(), via: 'cockpit' });
  const wires = openWires({
    ...around,
    store: options.store,
    shareFile: vendors.shareFile,
    say: (incident, command) => desk.dispatch(incident, { ...command, id: ids.ulid(clock.now()) }, typed()),
    folderPath: () => settings.preferences().sharedFolder,
    changed: () => changed(),
  });
  const drills = openDrillPlayer({ desk, clock, ids, log, me: person });

  const listeners = new Set<() => void>();
  const desktop: Pick<HostState, 'wish' | 'capture'> = {};

  function changed(): void {
    native.keepAwake?.(settings.preferences().keepAwake && running() > 0);
    for (const listener of listeners) listener();
  }
  const alarms = watchAlarms(clock, desk.summaries);
  desk.onIndex(changed);
  desk.onIndex(alarms.look);
  // A page in the background, whose own timers are held back, hears of it in time.
  alarms.onAlarm(changed);
  vendors.onChange(changed);

  record.begin({
    reload: desk.reload,
    reloaded: async () => {
      vendors.hearAnew();
      // What it says is still to go may be out already.
      await vendors.outbox.load(true);
    },
    changed,
  });

  function running(): number {
    return desk.summaries().filter((s) => s.status !== 'resolved' && isRunning(s)).length;
  }

  function hostState(): HostState {
    return {
      host: options.host,
      version: options.version,
      platform: process.platform,
      dataDir,
      station: record.journal().station,
      identity: settings.identity(),
      preferences: settings.preferences(),
      journal: record.state(),
      playbook: playbooks.summary(),
      backups: record.backups(),
      sharedFolder: wires.folder.state(),
      ...vendors.states(),
      phoneBook: phoneBook.summary(),
      updates: UPDATES,
      ...desktop,
    };
  }

  async function dispatchHost(command: HostCommand): Promise<Answer> {
    if (isVendorCommand(command)) return vendors.dispatch(command);
    if (isPlaybookCommand(command)) return playbooks.dispatch(command);
    if (isPhoneBookCommand(command)) return phoneBook.dispatch(command);
    if (isNativeCommand(command)) return dispatchNative(native, dataDir, command);
    if (isHandoverCommand(command)) return wires.dispatch(command);
    switch (command.type) {
      case 'identity.set': {
        const known = (await record.journal().people(command.name)).find(
          (p) => sameName(p.name) === sameName(command.name),
        );
        settings.setIdentity(command.name, known);
        changed();
        return done;
      }
      case 'preferences.set':
        return prefer(command.preferences);
      case 'draft.keep':
        settings.keepDraft(command.key, command.text);
        return done;
      case 'backup.make':
        await record.backUp();
        return done;
      case 'backup.restore':
        return record.restore(command.name);
      case 'incident.delete':
        return remove(command.incident, command.title);
      case 'file.forget':
        files.forget(command.file);
        return done;
      case 'record.seal':
        return desk.seal(command.incident, typed());
    }
  }

  async function prefer(wanted: Partial<HostState['preferences']>): Promise<Answer> {
    const refused = await wires.folder.refuses(wanted.sharedFolder ?? '');
    if (refused !== null) return refused;
    settings.setPreferences(wanted);
    wires.folder.begin();
    return (changed(), done);
  }

  async function remove(incident: string, title: string): Promise<Answer> {
    const summary = desk.summaries().find((s) => s.id === incident);
    const kept = keptBecause(summary, title, { ...settings.preferences(), now: clock.now() });
    if (kept !== null) return kept;
    await desk.reload(() => record.journal().erase(incident));
    await vendors.outbox.load(false);
    changed();
    return done;
  }

  function subscribe(scope: string, cursor: number | null, listener: (message: Message) => void): () => void {
    if (scope === 'index') return live(() => ({ scope: 'index', incidents: desk.summaries() }), listener);
    if (scope === 'delivery')
      return live(() => ({ scope: 'delivery', lanes: vendors.lanes(desk.summaries().filter(isRunning)) }), listener);
    if (scope === 'host') return live(() => ({ scope: 'host', host: hostState() }), listener);
    return desk.subscribe(scope, cursor, listener);
  }

  /** The whole body at each change: these are small. */
  function live(body: () => SnapshotBody, listener: (message: Message) => void): () => void {
    const tell = (): void => listener({ kind: 'snapshot', cursor: 0, serverNow: clock.now(), body: body() });
    listeners.add(tell);
    tell();
    return () => listeners.delete(tell);
  }

  const query: Services['query'] = async (asked) => {
    if (isPlaybookQuery(asked)) return playbooks.query(asked);
    if (isHandoverQuery(asked)) return wires.query(asked);
    const { name, args } = asked;
    switch (name) {
      case 'search':
        return { ok: true, answer: await record.journal().search(args.text, args.incident ?? null, 200) };
      case 'people':
        return { ok: true, answer: phoneBook.beside(await record.journal().people(args.text), args.text) };
      case 'phone-book':
        return { ok: true, answer: phoneBook.book() };
      case 'drafts':
        return { ok: true, answer: settings.drafts(args.scope) };
      case 'diagnostics':
        return {
          ok: true,
          answer: {
            name: `warroom-diagnostics-${new Date(clock.now()).toISOString().slice(0, 10)}.txt`,
            text: diagnostics(hostState(), { incidents: desk.summaries().length, running: running() }, log),
          },
        };
      case 'file-save': {
        const saved = await files.save('file' in args ? args.file : { name: args.name, bytes: Buffer.from(args.text) });
        return saved.ok ? { ok: true, answer: { saved: saved.saved } } : saved;
      }
      case 'file-choose': {
        const chosen = await files.choose(args.kind);
        return chosen.ok ? { ok: true, answer: chosen.chosen } : chosen;
      }
      case 'evidence-make':
        return offerEvidence({ ...around, verifier: options.verifier }, args);
      case 'paper':
        if (native.printToPdf === null)
          return refuse('not-available', 'A PDF is made by the desktop app. Here the browser prints to one.');
        return { ok: true, answer: { file: files.offer({ name: args.name, bytes: await native.printToPdf() }) } };
      case 'vendor-test':
      case 'page-components':
      case 'page-incidents':
      case 'page-maintenance':
        return vendors.query(asked);
    }
  };

  wires.folder.begin();
  return {
    ok: true,
    cockpit: {
      connect: (send) =>
        connect(
          {
            dispatch: (incident, command) => desk.dispatch(incident, command, typed()),
            dispatchHost,
            query,
            subscribe,
          },
          send,
          log,
        ),
      incidents: desk.summaries,
      onAlarm: alarms.onAlarm,
      onChange: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      preferences: settings.preferences,
      tellDesktop: (part) => (Object.assign(desktop, part), changed()),
      running,
      unsent: () => desk.held() + vendors.outbox.unsent(),
      errand: async (...asked) => (await import('./errands/index.ts')).doErrand(place, ...asked),
      files,
      stop: async () => {
        if (stopped) return;
        stopped = true;
        for (const one of [record, alarms, wires.folder]) one.stop();
        await drills.stop();
        await vendors.stop();
        await desk.stop();
        await record.close();
      },
    },
  };
}

function isRunning({ status }: IncidentSummary): boolean {
  return status !== 'closed';
}

const done: Answer = { ok: true, events: [] };
