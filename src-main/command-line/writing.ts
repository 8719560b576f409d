// What the writing verbs share: the record opened for this process alone, and a desk over it. Nothing is sent to anybody: what an
// incident still has to say goes out when the cockpit runs again.
import { type Incident, parseCommand } from '../../src-shared/incident/index.ts';
import type { Person } from '../../src-shared/incident/people.ts';
import type { Answer, IncidentSummary } from '../../src-shared/bridge.ts';
import { type Desk, openDesk } from '../incidents/desk.ts';
import type { DeskActor } from '../incidents/context.ts';
import type { Journal } from '../journal/journal.ts';
import { openJournal } from '../journal/open.ts';
import { adopted } from '../outbox/adopt.ts';
import type { Clock, Log } from '../ports.ts';
import { putBrokenSettingsAside } from '../settings/broken-file.ts';
import { type KeptPhoneBook, openPhoneBook } from '../settings/phone-book.ts';
import { openPlaybooks } from '../settings/playbooks.ts';
import { openSettings } from '../settings/settings.ts';
import { type Ended, type Stopped, stopped } from './endings.ts';
import type { Given } from './verb.ts';

export interface Writing {
  journal: Journal;
  desk: Desk;
  log: Log;
  me: Person;
  zone: string;
  phoneBook: KeptPhoneBook;
  summaries: () => readonly IncidentSummary[];
  /** as the cockpit's own commands go: checked, decided, written down */
  does: (incident: string, command: Said, actor?: DeskActor) => Promise<Answer>;
  read: (incident: string) => Promise<Incident>;
}

export type Said = { type: string } & Readonly<Record<string, unknown>>;

/** `clock`: what the desk takes for now, where it is not now. */
export async function withDesk(
  given: Given,
  work: (writing: Writing) => Promise<Ended>,
  clock: Clock = given.clock,
): Promise<Ended> {
  const { dataDir, random, version, writer } = given;
  const log = given.log(dataDir);
  const opened = await openJournal({ dir: dataDir, writer, clock: given.clock, random, log, appVersion: version });
  if (!opened.ok) {
    const { code, message } = opened.refusal;
    if (code === 'in-use')
      return stopped('running', `Warroom is running on this folder (${dataDir}): do it there, or end it first.`);
    return stopped(code === 'damaged' ? 'damaged' : 'refused', message);
  }
  const { journal } = opened;
  // Whatever goes wrong from here on: an open journal would keep the process, and the folder, for ever.
  try {
    return await atDesk(given, work, clock, log, journal);
  } finally {
    await journal.close();
  }
}

async function atDesk(
  given: Given,
  work: (writing: Writing) => Promise<Ended>,
  clock: Clock,
  log: Log,
  journal: Journal,
): Promise<Ended> {
  const { dataDir, ids, random, accountName } = given;
  const newId = (): string => ids.ulid(clock.now());
  for (const name of ['settings', 'phone-book']) {
    const aside = putBrokenSettingsAside(dataDir, given.clock.now(), name);
    if (aside !== null) given.note(`The ${name} could not be read; they were put aside as ${aside}.`);
  }
  const store = given.openStore(dataDir, 'settings');
  const settings = openSettings(store, { accountName, zone: given.zone, newId });
  const playbooks = openPlaybooks({ dataDir, store, given: given.env['WARROOM_PLAYBOOK'] });
  const phoneBook = openPhoneBook(given.openStore(dataDir, 'phone-book'), { clock, ids, changed: () => {} });
  const desk = await openDesk({
    journal: () => journal,
    clock,
    ids,
    random,
    log,
    me: () => settings.identity().person,
    playbook: () => ({ ...playbooks.chosen(), named: playbooks.named }),
    listed: phoneBook.find,
    outbox: {
      vendors: () => [],
      rowsFor: () => [],
      committed: () => {},
      adopt: (rows, from) => adopted(rows, { ...from, now: clock.now() }),
    },
  });
  const me = settings.identity().person;
  try {
    return await work({
      journal,
      desk,
      log,
      me,
      zone: settings.preferences().zone,
      phoneBook,
      summaries: desk.summaries,
      does: async (incident, command, actor = { person: me, via: 'cli' }) => {
        const parsed = parseCommand({ ...command, id: newId() });
        return parsed.ok ? desk.dispatch(incident, parsed.command, actor) : parsed;
      },
      read: async (incident) => {
        const state = await desk.read(incident);
        if (state === null) throw new Error('the incident is not in the record any more');
        return state;
      },
    });
  } finally {
    await desk.stop();
  }
}

/** What the record refused, as an ending. */
export function refused(answer: Exclude<Answer, { ok: true }>): Stopped {
  const { code, message } = answer.refusal;
  const failed = code === 'storage-failed' || code === 'disk-full';
  return stopped(failed ? 'failed' : 'refused', message, { refusal: code });
}
