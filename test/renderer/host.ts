// A host in memory behind the bridge's own interface: decides and folds with the shared domain, keeps nothing.
import type {
  Answer,
  Bridge,
  HostCommand,
  HostState,
  Message,
  Queries,
  QueryName,
  Scope,
} from '../../src-shared/bridge.ts';
import type { RecordedEvent } from '../../src-shared/incident/event.ts';
import {
  decide,
  emptyIncident,
  evolve,
  parseCommand,
  type Command,
  type Incident,
} from '../../src-shared/incident/index.ts';
import type { Person } from '../../src-shared/incident/people.ts';
import { builtInPlaybooks } from '../../src-shared/playbook/built-in.ts';
import { readPlaybook } from '../../src-shared/playbook/read-playbook.ts';
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
  perform: (incident: string, command: Record<string, unknown>) => void;
  drafts: Record<string, string>;
  /** what the next dispatch answers instead of deciding */
  refuseNext: (answer: Answer & { ok: false }) => void;
}

export function fakeHost(): FakeHost {
  const incidents = new Map<string, Incident>();
  const listeners = new Map<string, Set<(message: Message) => void>>();
  const sent: Command[] = [];
  const sentToHost: HostCommand[] = [];
  const drafts: Record<string, string> = {};
  let cursor = 0;
  let seq = 0;
  let refusal: (Answer & { ok: false }) | null = null;

  const incidentOf = (id: string): Incident => incidents.get(id) ?? emptyIncident(id);

  const run = (id: string, command: Record<string, unknown>): Answer => {
    const parsed = parseCommand(command);
    if (!parsed.ok) return parsed;
    const decision = decide(incidentOf(id), parsed.command, {
      now: NOW,
      id: nextId,
      actor: { person: me, via: 'cockpit' },
      knownPerson: () => undefined,
      declareWith: { playbook: standard, playbookHash: 'h', number: 'INC-20250228-01' },
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
        wall: NOW,
        hlc,
        v: 1,
      };
    });
    incidents.set(id, events.reduce(evolve, incidentOf(id)));
    cursor += events.length;
    for (const listener of listeners.get(id) ?? []) listener({ kind: 'events', cursor, serverNow: NOW, events });
    return { ok: true, events: events.map((event) => event.id) };
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
      return { ok: true, events: [] };
    },
    query: async <N extends QueryName>(name: N) => {
      const answers: { [K in QueryName]: Queries[K]['answer'] } = {
        search: [],
        people: [me, { id: nextId(), name: 'Pham C', handles: {} }],
        drafts,
        playbook: standard,
        diagnostics: { name: 'diagnostics.txt', text: '' },
      };
      return { ok: true, answer: answers[name] };
    },
    subscribe: (scope: Scope, _cursor, listener) => {
      const set = listeners.get(scope) ?? new Set();
      set.add(listener);
      listeners.set(scope, set);
      const body =
        scope === 'index'
          ? { scope: 'index' as const, incidents: [] }
          : scope === 'host'
            ? { scope: 'host' as const, host: hostState }
            : { scope: 'incident' as const, incident: incidentOf(scope) };
      listener({ kind: 'snapshot', cursor, serverNow: NOW, body });
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
    incident: incidentOf,
    perform: (id, command) => {
      const answer = run(id, { id: nextId(), ...command });
      if (!answer.ok) throw new Error(answer.refusal.message);
    },
    refuseNext: (answer) => {
      refusal = answer;
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
  identity: { person: me, guessed: false },
  preferences: { theme: 'dark', zone: 'UTC', sound: false, keepAwake: true, stayInTray: false, retentionDays: null },
  journal: { state: 'open', verifiedAt: NOW, trouble: null, freeBytes: null },
  playbook: { id: 'standard', name: 'Standard', source: 'built in', problems: [] },
  backups: [],
  updates: '',
};

function readStandard(): Playbook {
  const [file] = builtInPlaybooks;
  const read = readPlaybook(file.text, file.fileName);
  if (!read.ok) throw new Error(read.problems.map((problem) => problem.message).join('\n'));
  return read.playbook;
}
