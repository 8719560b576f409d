// What the writing verbs share: the errand is done here where no Warroom runs on the folder, else by the one that does, over its
// local socket. One writer at a time. Done here nothing is sent to anybody: what an incident still has to say goes out when the
// cockpit runs again.
import { type Desk, type DeskOptions, noOutbox, openDesk } from '../incidents/desk.ts';
import { doErrand, type Errand } from '../errands/index.ts';
import { type Ended, stopped } from '../errands/endings.ts';
import type { Journal } from '../journal/journal.ts';
import { openJournal } from '../journal/open.ts';
import { askRunning } from '../local-socket/ask.ts';
import { adopted } from '../outbox/adopt.ts';
import type { Log } from '../ports.ts';
import { putBrokenSettingsAside } from '../settings/broken-file.ts';
import { openPhoneBook } from '../settings/phone-book.ts';
import { openPlaybooks } from '../settings/playbooks.ts';
import { openSettings } from '../settings/settings.ts';
import type { Given } from './verb.ts';

/** One that begins or ends has the lock and does not listen; so has another verb that writes. */
const PATIENCE_MS = 3_000;
const LOOK_AGAIN_MS = 100;

/** `bytes`: of the file that goes with it. */
export async function carryOut(given: Given, errand: Errand, bytes: Uint8Array = new Uint8Array()): Promise<Ended> {
  const { dataDir, clock, random, version, writer } = given;
  const log = given.log(dataDir);
  for (const began = clock.steady(); ;) {
    const opened = await openJournal({ dir: dataDir, writer, clock, random, log, appVersion: version });
    if (opened.ok) {
      const { journal } = opened;
      // Whatever goes wrong from here on: an open journal would keep the process, and the folder, for ever.
      try {
        return await doneHere(given, errand, bytes, log, journal);
      } finally {
        await journal.close();
      }
    }
    const { code, message } = opened.refusal;
    if (code !== 'in-use') return stopped(code === 'damaged' ? 'damaged' : 'refused', message);
    const answer = await askRunning(dataDir, version, errand, bytes);
    if (answer !== null) return answer;
    if (clock.steady() - began >= PATIENCE_MS)
      return stopped(
        'running',
        `Warroom is running on this folder (${dataDir}) and does not answer: it is starting, ending, or of another version. Nothing was changed. Try again, do it there, or end it first.`,
      );
    await new Promise<void>((resolve) => void clock.after(LOOK_AGAIN_MS, resolve));
  }
}

async function doneHere(given: Given, errand: Errand, bytes: Uint8Array, log: Log, opened: Journal): Promise<Ended> {
  const { dataDir, clock, ids, random, accountName, version: appVersion } = given;
  for (const name of ['settings', 'phone-book']) {
    const aside = putBrokenSettingsAside(dataDir, clock.now(), name);
    if (aside !== null) given.note(`The ${name} could not be read; they were put aside as ${aside}.`);
  }
  const store = given.openStore(dataDir, 'settings');
  const settings = openSettings(store, { accountName, zone: given.zone, newId: () => ids.ulid(clock.now()) });
  const playbooks = openPlaybooks({ dataDir, store, given: given.env['WARROOM_PLAYBOOK'] });
  const phoneBook = openPhoneBook(given.openStore(dataDir, 'phone-book'), { clock, ids, changed: () => {} });
  const journal = (): Journal => opened;
  const options: DeskOptions = {
    journal,
    clock,
    ids,
    random,
    log,
    me: () => settings.identity().person,
    playbook: () => ({ ...playbooks.chosen(), named: playbooks.named }),
    listed: phoneBook.find,
    outbox: { ...noOutbox, adopt: (rows, from) => adopted(rows, { ...from, now: clock.now() }) },
  };
  const desk: Desk = await openDesk(options);
  try {
    return await doErrand(
      {
        journal,
        desk,
        phoneBook,
        clock,
        ids,
        random,
        log,
        appVersion,
        deskIn: (other) => openDesk({ ...options, clock: other, outbox: noOutbox }),
        person: () => settings.identity().person,
        zone: () => settings.preferences().zone,
      },
      errand,
      bytes,
    );
  } finally {
    await desk.stop();
  }
}
