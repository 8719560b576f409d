// A host in memory behind the bridge's own interface: decides and folds with the shared domain, keeps nothing.
import type {
  Answer,
  Bridge,
  CheckedPlaybook,
  HandoverSeen,
  HostCommand,
  HostState,
  Message,
  Queries,
  QueryName,
  Scope,
  SnapshotBody,
} from '../../src-shared/bridge.ts';
import type {
  DeliveryLane,
  OpenPageIncident,
  PageComponents,
  PlannedMaintenance,
  VendorState,
} from '../../src-shared/delivery.ts';
import type { RecordedEvent } from '../../src-shared/incident/event.ts';
import {
  decide,
  emptyIncident,
  evolve,
  parseCommand,
  type Command,
  type Incident,
} from '../../src-shared/incident/index.ts';
import { aStation } from '../incident/a-station.ts';
import type { Person } from '../../src-shared/incident/people.ts';
import { builtInPlaybooks } from '../../src-shared/playbook/built-in.ts';
import { readPlaybook } from '../../src-shared/playbook/read-playbook.ts';
import type { PhoneBook } from '../../src-shared/phone-book.ts';
import type { Playbook } from '../../src-shared/playbook/schema.ts';

export const standard = readStandard();
export const NOW = Date.UTC(2025, 1, 28, 14, 32);

let made = 0;
/** Ids in the order they were asked for. */
export function nextId(): string {
  made += 1;
  return `01JN${String(made).padStart(22, '0')}`;
}

const me: Person = { id: nextId(), name: 'Tran B', handles: {} };

export interface FakeHost {
  bridge: Bridge;
  /** every command of an incident that was sent, in order */
  sent: Command[];
  sentToHost: HostCommand[];
  incident: (id: string) => Incident;
  /** does something without a screen, as another person would on another one */
  perform: (incident: string, command: Record<string, unknown>, at?: number) => void;
  drafts: Record<string, string>;
  /** what the status pages say, open incidents by lane; null: nobody can ask them now */
  pages: {
    components: PageComponents[];
    incidents: Record<string, OpenPageIncident[]> | null;
    maintenance: PlannedMaintenance[];
  };
  /** the phone book of this host; `change` the host's count to have it asked for again */
  book: { now: PhoneBook };
  /** what the next dispatch answers instead of deciding; of the incident or of the host */
  refuseNext: (answer: Answer & { ok: false }) => void;
  /** tells what is on its way out, as the outbox does at each change */
  deliver: (lanes: readonly DeliveryLane[]) => void;
  /** tells that the host has changed */
  change: (part: Partial<HostState>) => void;
}

/** `vendors` are in its settings; those that are on take part in what is declared from then on, under `playbook`. */
export function fakeHost(vendors: readonly VendorState[] = [], playbook: Playbook = standard): FakeHost {
  const incidents = new Map<string, Incident>();
  const listeners = new Map<string, Set<(message: Message) => void>>();
  const sent: Command[] = [];
  const sentToHost: HostCommand[] = [];
  const drafts: Record<string, string> = {};
  const book: FakeHost['book'] = { now: { people: [], importedAt: null } };
  const pages: FakeHost['pages'] = { components: [], incidents: {}, maintenance: [] };
  let cursor = 0;
  let seq = 0;
  let refusal: (Answer & { ok: false }) | null = null;
  let lanes: readonly DeliveryLane[] = [];
  let state: HostState = { ...hostState, vendors };

  const incidentOf = (id: string): Incident => incidents.get(id) ?? emptyIncident(id);

  const run = (id: string, command: Record<string, unknown>, at = NOW): Answer => {
    const parsed = parseCommand(command);
    if (!parsed.ok) return parsed;
    const decision = decide(incidentOf(id), parsed.command, {
      now: at,
      id: nextId,
      actor: { person: me, via: 'cockpit' },
      knownPerson: () => undefined,
      declareWith: { playbook, playbookHash: 'h', number: 'INC-20250228-01', named: () => null },
      station: aStation,
      vendors: state.vendors.flatMap(({ vendor, state: is, lanes: all }) =>
        is === 'on' ? [{ vendor, lanes: all.map(({ lane }) => lane) }] : [],
      ),
    });
    if (!decision.ok) return decision;
    const events = decision.events.map((draft): RecordedEvent => {
      seq += 1;
      const hlc = String(seq).padStart(12, '0');
      return {
        ...draft,
        incident: id,
        actor: { person: me.id, via: 'cockpit' },
        origin: 'o',
        seq,
        wall: at,
        hlc,
        v: 1,
      };
    });
    incidents.set(id, events.reduce(evolve, incidentOf(id)));
    cursor += events.length;
    for (const listener of listeners.get(id) ?? []) listener({ kind: 'events', cursor, serverNow: NOW, events });
    return { ok: true, events: events.map((event) => event.id) };
  };

  const bodyOf = (scope: Scope): SnapshotBody => {
    switch (scope) {
      case 'index':
        return { scope: 'index', incidents: [] };
      case 'host':
        return { scope: 'host', host: state };
      case 'delivery':
        return { scope: 'delivery', lanes };
      default:
        return { scope: 'incident', incident: incidentOf(scope) };
    }
  };

  const tell = (scope: Scope): void => {
    for (const listener of listeners.get(scope) ?? [])
      listener({ kind: 'snapshot', cursor, serverNow: NOW, body: bodyOf(scope) });
  };

  const bridge: Bridge = {
    dispatch: async (id, command) => {
      sent.push(command);
      if (refusal !== null) {
        const answer = refusal;
        refusal = null;
        return answer;
      }
      return run(id, command);
    },
    dispatchHost: async (command) => {
      sentToHost.push(command);
      if (command.type === 'draft.keep') drafts[command.key] = command.text;
      else if (refusal !== null) {
        const answer = refusal;
        refusal = null;
        return answer;
      }
      return { ok: true, events: [] };
    },
    query: async <N extends QueryName>(name: N, args: Queries[N]['args']) => {
      if (name === 'page-incidents' && pages.incidents === null)
        return { ok: false, refusal: { code: 'not-available', message: 'The page cannot be read now.' } };
      const answers: { [K in QueryName]: Queries[K]['answer'] } = {
        search: [],
        people: [me, { id: nextId(), name: 'Pham C', handles: {} }],
        drafts,
        playbook: standard,
        playbooks: playbookFiles.list,
        'playbook-text': playbookFiles.read('ref' in args ? args.ref : ''),
        'playbook-check': playbookFiles.check('text' in args ? args.text : ''),
        diagnostics: { name: 'diagnostics.txt', text: '' },
        paper: { file: '' },
        'vendor-test': { ok: true, lines: [] },
        'phone-book': book.now,
        'page-components': pages.components,
        'page-incidents': ('lane' in args && pages.incidents?.[args.lane]) || [],
        'page-maintenance': pages.maintenance,
        'file-choose': null,
        'file-save': { saved: true },
        'evidence-make': { file: '', name: 'INC-1-evidence.zip', size: 1 },
        'handover-make': {
          file: '',
          name: 'INC-1.warroom',
          size: 1,
          passphrase: 'lusab-babad-gutih-tugad',
          useBy: NOW + 3_600_000,
        },
        'handover-send': { where: '#inc-1', doubtful: null },
        'handover-to-folder': { name: 'INC-1.warroom' },
        'handover-from-folder': { file: '', name: 'INC-1.warroom', size: 1 },
        'handover-look': handoverSeen,
      };
      return { ok: true, answer: answers[name] };
    },
    subscribe: (scope: Scope, _cursor, listener) => {
      const set = listeners.get(scope) ?? new Set();
      set.add(listener);
      listeners.set(scope, set);
      listener({ kind: 'snapshot', cursor, serverNow: NOW, body: bodyOf(scope) });
      return () => set.delete(listener);
    },
    connection: (listener) => {
      listener('connected');
      return () => {};
    },
  };

  return {
    bridge,
    sent,
    sentToHost,
    drafts,
    pages,
    book,
    incident: incidentOf,
    perform: (id, command, at) => {
      const answer = run(id, { id: nextId(), ...command }, at);
      if (!answer.ok) throw new Error(answer.refusal.message);
    },
    refuseNext: (answer) => {
      refusal = answer;
    },
    deliver: (told) => {
      lanes = told;
      tell('delivery');
    },
    change: (part) => {
      state = { ...state, ...part };
      tell('host');
    },
  };
}

/** An incident declared in the host; its id. */
export function declared(host: FakeHost, title = 'Checkout fails'): string {
  const id = nextId();
  host.perform(id, {
    type: 'incident.declare',
    title,
    impact: 'A third of users',
    severity: 1,
    components: ['Payments'],
    declarer: { name: 'Tran B' },
    commander: { name: 'Nguyen A' },
  });
  return id;
}

const hostState: HostState = {
  host: 'browser',
  version: '0.0.0',
  platform: 'linux',
  dataDir: '/data',
  station: { id: aStation.id, own: aStation.own },
  identity: { person: me, guessed: false },
  preferences: {
    theme: 'dark',
    zone: 'UTC',
    sound: false,
    keepAwake: true,
    stayInTray: false,
    views: [],
    captureShortcut: '',
    sharedFolder: '',
    retentionDays: null,
  },
  journal: { state: 'open', verifiedAt: NOW, trouble: null, freeBytes: null },
  playbook: {
    ref: 'built-in:standard',
    id: 'standard',
    name: 'Standard',
    source: 'built in',
    forced: false,
    problems: [],
  },
  backups: [],
  sharedFolder: null,
  vendors: [],
  phoneBook: { people: 0, importedAt: null, changes: 0 },
  keychain: { kept: false, why: null },
  updates: '',
};

const handoverSeen: HandoverSeen = {
  incident: '01HZZZZZZZZZZZZZZZZZZZZZZZ',
  number: 'INC-20250228-01',
  title: 'Payments fail',
  severity: 1,
  status: 'investigating',
  commander: 'Tran B',
  entries: 12,
  drill: false,
  events: 20,
  here: 0,
  fresh: 20,
  lastAt: NOW,
  madeAt: NOW,
  useBy: null,
  madeBy: 'nguyen',
  appVersion: '0.1.0',
  pending: 0,
  people: 0,
  newer: null,
};

const playbookFiles = {
  list: builtInPlaybooks.map(({ id, fileName, text }) => ({
    ref: `built-in:${id}`,
    kind: 'built-in' as const,
    file: fileName,
    name: /^name: (.*)$/mu.exec(text)?.[1] ?? id,
    description: '',
    problems: [],
    chosen: id === 'standard',
  })),
  check: (text: string): CheckedPlaybook => {
    const read = readPlaybook(text, 'this text');
    return read.ok
      ? { playbook: read.playbook, hash: String(text.length), problems: [], more: 0 }
      : { playbook: null, hash: null, problems: read.problems, more: read.more };
  },
  read: (ref: string) => {
    const text = builtInPlaybooks.find(({ id }) => ref === `built-in:${id}`)?.text ?? '';
    return { text, hash: String(text.length), checked: playbookFiles.check(text) };
  },
};

function readStandard(): Playbook {
  const [file] = builtInPlaybooks;
  const read = readPlaybook(file.text, file.fileName);
  if (!read.ok) throw new Error(read.problems.map((problem) => problem.message).join('\n'));
  return read.playbook;
}
