// Every door through which something comes in, as a function of one hostile text: what it says against it, or null where it
// takes it. Text is given as it is; where it is JSON, the doors that take data are given the data as well.
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect as connectSocket } from 'node:net';
import { join } from 'node:path';
import { integrations } from '../../src-main/integrations/index.ts';
import { openSettings } from '../../src-main/settings/settings.ts';
import { addressesOf } from '../../src-main/local-socket/address.ts';
import { readerOf, send as sendPiece } from '../../src-main/local-socket/frames.ts';
import { openLocalSocket } from '../../src-main/local-socket/listen.ts';
import { restoreBackup } from '../../src-main/journal/restore.ts';
import { fileFor } from '../../src-main/shell/app-files.ts';
import { examineLink } from '../../src-main/shell/security/links.ts';
import { staysHere } from '../../src-main/shell/security/network.ts';
import type { Connection, Effect, Situation } from '../../src-main/integrations/integration.ts';
import type { Clock } from '../../src-main/ports.ts';
import type { Answer } from '../../src-shared/bridge.ts';
import { chatText } from '../../src-shared/documents/chat.ts';
import { htmlPage } from '../../src-shared/documents/html.ts';
import { emptyIncident } from '../../src-shared/incident/index.ts';
import { readPlaybook } from '../../src-shared/playbook/read-playbook.ts';
import { checkTemplate, MAX_DOCUMENT_RENDERED } from '../../src-shared/playbook/templates.ts';
import { parseComposer } from '../../src-shared/text/composer.ts';
import { readPastedTimeline } from '../../src-shared/text/pasted-timeline.ts';
import { readTimelineSource } from '../../src-shared/text/timeline-source.ts';
import { readPeople } from '../../src-shared/text/phone-book/read.ts';
import { declaration, memoryStore, startHost, type TestHost } from '../incidents/host.ts';
import { countingIds, makeFolder, NIGHT } from '../journal/kit.ts';
import { sharedFolder } from './shared-folder-door.ts';

export type Door = (input: string) => Promise<string | null> | string | null;

/** JSON's own reading; undefined where it is none. */
export function asData(input: string): unknown {
  try {
    return JSON.parse(input);
  } catch {
    return undefined;
  }
}

// --- what people type and paste --------------------------------------------------------------------------------------

const place = { now: NIGHT, zone: 'Europe/Berlin', people: [{ id: '1', name: 'Tran B' }] };

const composer: Door = (input) => {
  const read = parseComposer(input, place);
  return read.type === 'incomplete' ? read.what : null;
};

const paste: Door = (input) => readPastedTimeline(input, place).problem ?? null;

// --- what comes in files ---------------------------------------------------------------------------------------------

const playbook: Door = (input) => {
  const read = readPlaybook(input, 'team.yaml');
  return read.ok ? null : (read.problems[0]?.message ?? '');
};

const template: Door = (input) => checkTemplate(input, 'sitrep')[0]?.mend ?? null;

/** What a template may give at most goes through the reader of Markdown: it is never refused, and reads as words. */
const documentText: Door = (input) => {
  const text = input.slice(0, MAX_DOCUMENT_RENDERED);
  htmlPage(text.slice(0, 200), text, true);
  chatText(text, true);
  return null;
};

const timelineFile: Door = (input) => readTimelineSource(input, place).problem ?? null;

/** In every place where an export has a text; as data, where it is data. */
const slackExport: Door = (input) => {
  const [text, data] = [JSON.stringify(input), asData(input) === undefined ? 'null' : input];
  const messages = [
    `{"ts":"1740000000.000100","user":${text},"text":${text},"files":[{"name":${text}}],"thread_ts":${text}}`,
    `{"ts":${text},"user_profile":{"real_name":${text}},"subtype":${text},"attachments":${data}}`,
  ];
  return readTimelineSource(`[${messages.join()}]`, { ...place, users: input }).problem ?? null;
};

const pageHistory: Door = (input) => {
  const [text, data] = [JSON.stringify(input), asData(input) === undefined ? 'null' : input];
  const updates = [
    `{"status":${text},"body":${text},"display_at":${text},"created_at":"2025-02-28T03:12:00Z"}`,
    `{"status":"x","body":{},"created_at":[],"affected_components":${data}}`,
  ];
  const incident = `{"id":${text},"name":${text},"impact":${text},"incident_updates":[${updates.join()}]}`;
  return readTimelineSource(`{"incidents":[${incident},null]}`, { ...place, part: input }).problem ?? null;
};

const phoneBook: Door = (input) => readPeople(input).problem;

function settingsFile(): Door {
  return (input) => {
    const kept = { preferences: asData(input) ?? input, identity: input, drafts: asData(input) ?? { [input]: input } };
    const store = { ...memoryStore(), get: (key: string): unknown => kept[key as keyof typeof kept] };
    const settings = openSettings(store, { accountName: input, zone: 'UTC', newId: countingIds() });
    settings.identity();
    // What is good of it counts, and the rest has its default: it is never refused as a whole.
    return settings.preferences().zone === 'UTC' ? null : 'Another zone was taken from it.';
  };
}

function backup(dir: string): Door {
  return async (input) => {
    const byName = await restoreBackup(dir, input);
    if (byName.ok) return null;
    const name = 'journal-20250228T031500Z.db';
    writeFileSync(join(dir, 'backups', name), input);
    const byContent = await restoreBackup(dir, name);
    return byContent.ok ? null : byContent.refusal.message;
  };
}

const link: Door = (input) => {
  const looked = examineLink(input);
  return looked.ok ? null : looked.message;
};

const ownFile: Door = (input) => {
  const root = '/srv/warroom';
  for (const url of [input, `app://warroom/${input}`]) {
    const file = fileFor(root, url);
    if (file !== null && !file.startsWith(`${root}/`)) throw new Error(`It leads outside: ${file}`);
  }
  return staysHere(input) ? null : 'It leads outside, so it is not loaded.';
};

// --- the bridge ------------------------------------------------------------------------------------------------------

export interface Bridge {
  host: TestHost;
  incident: string;
  doors: Readonly<
    Record<
      | 'bridge, as text'
      | 'bridge, as data'
      | 'settings, by command'
      | 'local socket, as a greeting'
      | 'local socket, as an errand'
      | 'local socket, as a timeline'
      | 'local socket, as a drill'
      | 'local socket, as a file',
      Door
    >
  >;
}

export async function openBridge(defer: (end: () => void | Promise<void>) => void): Promise<Bridge> {
  const host = await startHost(defer);
  const cockpit = host.connect();
  const incident = host.newId();
  await cockpit.dispatch(incident, declaration());
  /** As Electron's IPC hands it over: no JSON in between, which could not carry all of this. */
  const raw = (request: Record<string, unknown>): Promise<unknown> =>
    new Promise((resolve) => {
      const connection = host.cockpit.connect((reply) => {
        if (reply.kind !== 'reply') return;
        connection.close();
        resolve(reply.body);
      });
      connection.receive({ n: 1, ...request });
    });
  const { errand } = host.cockpit;
  const quietLog = { info: () => {}, error: (what: string) => void host.log.push(what) };
  const socket = await openLocalSocket({ dataDir: host.dir, version: '0.0.0', errand, log: quietLog });
  defer(() => socket.stop());
  const [address = ''] = addressesOf(host.dir);
  /** What the socket answers to a greeting, or to what follows it. */
  const told = async (first: string, ...more: readonly (string | Uint8Array)[]): Promise<string | null> => {
    const connection = connectSocket(address);
    const reader = readerOf(connection);
    await once(connection, 'connect');
    const read = async (): Promise<unknown> =>
      asData(
        await reader.next(1_000_000).then(
          (piece) => piece.toString(),
          () => 'null',
        ),
      );
    sendPiece(connection, Buffer.from(first));
    let answer = await read();
    for (const piece of more) sendPiece(connection, Buffer.from(piece));
    if (more.length > 0) answer = await read();
    connection.destroy();
    // An ending or a welcome, both plain data.
    const { ok, message } = (answer ?? { ok: false, message: 'It was closed without a word.' }) as {
      ok: boolean;
      message?: string;
    };
    return ok ? null : (message ?? '').slice(0, 1_000);
  };
  const greeting = JSON.stringify({ warroom: 'errand', protocol: 1, version: '0.0.0' });
  const timeline = `"errand":"timeline","declare":{"title":"x","impact":"","severity":4,"detectedAt":${NIGHT}}`;
  const dataIn = (input: string): string => (asData(input) === undefined ? JSON.stringify(input) : input);
  const words = (...answers: readonly Answer[]): string | null =>
    answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal.message]))[0] ?? null;
  return {
    host,
    incident,
    doors: {
      'bridge, as text': async (input) =>
        words(
          await cockpit.dispatch(incident, { type: 'timeline.log', kind: 'note', text: input }),
          await cockpit.dispatch(incident, { type: 'incident.describe', title: input }),
          await cockpit.dispatch(incident, { type: 'role.assign', role: 'sme', person: { name: input } }),
        ),
      'bridge, as data': async (input) => {
        const data = asData(input) ?? input;
        const asked = [
          { kind: 'dispatch', incident, command: data },
          {
            kind: 'dispatch',
            incident: data,
            command: { id: host.newId(), type: 'timeline.log', kind: 'note', text: 'x' },
          },
          { kind: 'query', name: 'search', args: data },
          { kind: 'subscribe', scope: data, cursor: null },
        ];
        const answers: unknown[] = [];
        for (const request of asked) answers.push(await raw(request));
        return refusalIn(answers[0]);
      },
      'local socket, as a greeting': async (input) =>
        [
          await told(input.slice(0, 1_000)),
          await told(JSON.stringify({ warroom: 'errand', protocol: 1, version: input }).slice(0, 1_000)),
        ].find((answer) => answer !== null) ?? null,
      // As text: what is nested without end cannot be made of data again.
      'local socket, as an errand': async (input) =>
        (await told(greeting, input)) ?? told(greeting, `{"errand":${JSON.stringify(input)},"size":${dataIn(input)}}`),
      'local socket, as a timeline': async (input) => {
        const [into, entry] = [JSON.stringify(input), dataIn(input)];
        return (
          (await told(greeting, `{${timeline},"into":"${incident}","entries":[${entry}]}`)) ??
          told(greeting, `{${timeline},"into":${into},"entries":[${into}]}`)
        );
      },
      'local socket, as a drill': (input) => told(greeting, `{"errand":"drill","incident":${dataIn(input)}}`),
      'local socket, as a file': async (input) => {
        const bytes = Buffer.from(input);
        const handover = { errand: 'handover', size: bytes.length, passphrase: input.slice(0, 200), preview: false };
        return told(greeting, JSON.stringify(handover), bytes);
      },
      'settings, by command': async (input) => {
        const data = asData(input) ?? input;
        // What JSON cannot say, and what is no object, is tried in the place of one field.
        const preferences = typeof data === 'object' && data !== null ? data : { theme: data, zone: input };
        const answers = [
          await raw({ kind: 'host', command: { id: host.newId(), type: 'preferences.set', preferences } }),
          await cockpit.host({ type: 'vendor.configure', vendor: 'slack', fields: { token: input } }),
          await cockpit.host({ type: 'backup.restore', name: input }),
          await cockpit.host({ type: 'link.open', url: input }),
        ];
        return answers.flatMap((answer) => refusalIn(answer) ?? [])[0] ?? null;
      },
    },
  };
}

function refusalIn(body: unknown): string | null {
  // A reply's body is an answer or a refusal; both are plain data.
  const { ok, refusal } = body as { ok?: boolean; refusal?: { message: string } };
  return ok === false ? (refusal?.message ?? '') : null;
}

// --- what vendors answer ---------------------------------------------------------------------------------------------

/** Whatever waits for a moment has it at once: a vendor's limits are not what is tried here. */
function hurried(): Clock {
  let now = NIGHT;
  return {
    now: () => now,
    steady: () => now,
    after: (ms, call) => {
      const due = setImmediate(() => {
        now += ms;
        call();
      });
      return () => clearImmediate(due);
    },
  };
}
const quiet = { info: () => {}, error: () => {} };
const values: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  slack: { token: 'xoxb-hostile-0001', apiUrl: 'https://slack.example/api/' },
  statuspage: { apiKey: 'hostile-key-00001', pageId: 'page-1', apiUrl: 'https://statuspage.example/v1' },
};

const situation: Situation = {
  incident: emptyIncident('01JN0000000000000000000001'),
  ref: () => undefined,
  now: NIGHT,
  zone: 'UTC',
};

/** Each vendor's own code, asked for one thing, with a network that answers everything with this text. */
function vendorAnswers(): Record<string, Door> {
  const doors: Record<string, Door> = {};
  for (const integration of integrations) {
    const effect = EFFECTS[integration.vendor];
    if (effect === undefined) throw new Error(`There is no effect to try ${integration.vendor} with.`);
    const deeds: Record<string, (connection: Connection) => Promise<string | null>> = {
      'to a send': async (connection) => {
        const outcome = await connection.send(effect, situation);
        return outcome.is === 'delivered' ? null : 'why' in outcome ? outcome.why : outcome.note;
      },
      'to a look back': async (connection) => {
        const found = await connection.find(effect, situation, NIGHT);
        return 'why' in found ? found.why : null;
      },
      'to the settings test': async (connection) => {
        await connection.test();
        return null;
      },
    };
    for (const [deed, ask] of Object.entries(deeds))
      for (const status of [200, 500])
        doors[`what ${integration.name} answers ${deed} (${status})`] = async (input) => {
          const connection = integration.connect(integration.config.parse(values[integration.vendor] ?? {}), {
            clock: hurried(),
            http: () => Promise.resolve(answer(input, status)),
            log: quiet,
          });
          const said = await ask(connection);
          connection.close();
          return said;
        };
  }
  return doors;
}

function answer(body: string, status: number): Response {
  const retryAfter = body.slice(0, 20).replace(/[^ -~]/gu, '');
  return new Response(body, { status, headers: { 'Content-Type': 'application/json', 'Retry-After': retryAfter } });
}

const common = {
  ordered: true,
  needs: [],
  slot: null,
  incident: '01JN0000000000000000000001',
  event: '01JN0000000000000000000002',
  at: NIGHT,
  rank: 5,
  epoch: 1,
  taken: null,
} as const;
const EFFECTS: Readonly<Record<string, Effect>> = {
  slack: {
    ...common,
    vendor: 'slack',
    kind: 'executives',
    lane: 'slack-executives',
    what: 'Executive update',
    freshness: 'newest',
    text: 'We know of it.',
    body: { channel: 'exec-updates' },
    key: 'a'.repeat(32),
  },
  statuspage: {
    ...common,
    vendor: 'statuspage',
    kind: 'post',
    lane: 'statuspage',
    what: 'Status page: Identified',
    freshness: 'public',
    text: 'We found it.',
    body: { step: 'identified', components: [], notify: true, title: 'Payments fail' },
    key: 'b'.repeat(32),
  },
};

export function doorsWithoutHost(defer: (end: () => void | Promise<void>) => void): Record<string, Door> {
  return {
    composer,
    paste,
    'playbook file': playbook,
    'document template': template,
    'document as text': documentText,
    'phone book file': phoneBook,
    'timeline file': timelineFile,
    "Slack's export": slackExport,
    "Statuspage's history": pageHistory,
    'settings file': settingsFile(),
    'shared folder': sharedFolder(makeFolder(defer)),
    'backup file': backup(folderWithBackups(defer)),
    'link that leaves': link,
    'link into the app': ownFile,
    ...vendorAnswers(),
  };
}

function folderWithBackups(defer: Parameters<typeof makeFolder>[0]): string {
  const dir = makeFolder(defer);
  mkdirSync(join(dir, 'backups'), { recursive: true });
  return dir;
}
