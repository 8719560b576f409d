// Handover files of this host: made from an incident as it is now, looked at, and taken in when the person says so.
import type { Answer, HandoverSeen, HostCommand, MadeHandover, QueryAnswer } from '../../src-shared/bridge.ts';
import { handoverBriefing } from '../../src-shared/documents/handover.ts';
import { sitrep } from '../../src-shared/documents/sitrep.ts';
import type { Reading } from '../../src-shared/documents/words.ts';
import type { Incident } from '../../src-shared/incident/index.ts';
import { refuse, type Refused } from '../../src-shared/incident/refusal.ts';
import type { PhoneBookPerson } from '../../src-shared/phone-book.ts';
import type { Exported, IncidentRecord, Journal, Merged, OutboxRow } from '../journal/journal.ts';
import type { Clock, Log, NamedFile, Random } from '../ports.ts';
import { headerFault } from './cipher.ts';
import {
  type HandoverFile,
  makeHandoverFile,
  newPassphrase,
  readHandoverFile,
  typedPassphrase,
} from './handover-file.ts';
import { notMerged, notRead } from './refusals.ts';

/** A handing-over takes minutes. What is opened later is told to be stale; a file cannot forget its passphrase. */
export const USE_WITHIN_MS = 60 * 60_000;

export interface Handovers {
  make: (incident: string) => Promise<QueryAnswer<'handover-make'>>;
  look: (file: string, passphrase: string) => Promise<QueryAnswer<'handover-look'>>;
  open: (command: Extract<HostCommand, { type: 'handover.open' }>) => Promise<Answer>;
}

export interface HandoversOptions {
  journal: () => Pick<Journal, 'exported' | 'weigh'>;
  desk: {
    read: (incident: string) => Promise<Incident | null>;
    rest: (incident: string) => void;
    merge: (record: IncidentRecord, pending: readonly OutboxRow[]) => Promise<Merged>;
  };
  files: {
    offer: (file: NamedFile) => string;
    read: (number: string) => NamedFile | null;
    forget: (number: string) => void;
  };
  phoneBook: {
    find: (name: string) => PhoneBookPerson | undefined;
    /** only those who are not in it yet */
    add: (people: readonly PhoneBookPerson[]) => void;
  };
  clock: Clock;
  random: Random;
  log: Log;
  zone: () => string;
  me: () => string;
  appVersion: string;
}

export function openHandovers(options: HandoversOptions): Handovers {
  const { clock, random, log, files, phoneBook } = options;
  /** the last that was looked at: opening it asks for no second passphrase */
  let looked: { number: string; file: HandoverFile } | null = null;

  async function make(incident: string): Promise<MadeHandover | null> {
    const state = await options.desk.read(incident);
    const exported =
      state === null
        ? null
        : await options
            .journal()
            .exported(incident)
            .finally(() => options.desk.rest(incident));
    if (state === null || exported === null) return null;
    const number = state.declaration?.number ?? '';
    const passphrase = newPassphrase(random);
    const now = clock.now();
    const bytes = await handoverFileOf(exported, state, {
      reading: { now, zone: options.zone() },
      madeBy: options.me(),
      appVersion: options.appVersion,
      find: phoneBook.find,
      passphrase,
      random,
    });
    const name = `${number === '' ? incident : number}.warroom`;
    const useBy = now + USE_WITHIN_MS;
    return { file: files.offer({ name, bytes }), name, size: bytes.length, passphrase, useBy };
  }

  async function look(number: string, typed: string): Promise<{ ok: true; answer: HandoverSeen } | Refused> {
    const held = files.read(number);
    if (held === null) return refuse('not-available', 'This file is no longer there. Choose it again.');
    const fault = headerFault(held.bytes);
    if (fault !== null) return notRead({ ok: false, why: fault, part: null });
    const passphrase = typedPassphrase(typed);
    if (passphrase === null)
      return refuse(
        'malformed',
        'A passphrase is four words of five letters, such as "lusab-babad-gutih-tugad". Ask for it letter by letter.',
        'passphrase',
      );
    const read = await readHandoverFile(held.bytes, passphrase);
    if (!read.ok) {
      log.info('handover file refused', { why: read.why, part: read.part });
      return notRead(read);
    }
    const { file } = read;
    const weighed = await options.journal().weigh(file.record);
    if (!weighed.ok) {
      log.info('handover file refused', { why: weighed.why, detail: weighed.detail });
      return notMerged(weighed);
    }
    looked = { number, file };
    const { seen, here, events, fresh, quarantined } = weighed;
    return {
      ok: true,
      answer: {
        incident: file.record.incident,
        ...seen,
        here,
        events,
        fresh,
        madeAt: file.madeAt,
        useBy: file.useBy,
        madeBy: file.madeBy,
        appVersion: file.appVersion,
        pending: file.outbox.length,
        people: file.people.filter(({ name }) => phoneBook.find(name) === undefined).length,
        newer: quarantined,
      },
    };
  }

  return {
    make: async (incident) => {
      const made = await make(incident);
      return made === null
        ? refuse('unknown-incident', 'This incident is not in the record. Open it from the list.')
        : { ok: true, answer: made };
    },
    look,
    open: async ({ file: number }) => {
      if (looked?.number !== number)
        return refuse('not-available', 'Look at this file first: choose it and type its passphrase.');
      const { file } = looked;
      const merged = await options.desk.merge(file.record, file.outbox);
      if (!merged.ok) {
        log.error('merge refused', { why: merged.why, detail: merged.detail });
        return notMerged(merged);
      }
      log.info('handover file taken in', { events: file.events, added: merged.added });
      phoneBook.add(file.people);
      looked = null;
      files.forget(number);
      return { ok: true, events: [] };
    },
  };
}

/** One incident as it is now, closed by this passphrase. */
export function handoverFileOf(
  exported: Exported,
  incident: Incident,
  made: {
    reading: Reading;
    madeBy: string;
    appVersion: string;
    /** somebody of the phone book */
    find: (name: string) => PhoneBookPerson | undefined;
    passphrase: string;
    random: Random;
  },
): Promise<Buffer> {
  const { reading, madeBy, appVersion, passphrase, random } = made;
  return makeHandoverFile(
    exported,
    {
      number: incident.declaration?.number ?? '',
      title: incident.declaration?.title ?? '',
      madeAt: reading.now,
      useBy: reading.now + USE_WITHIN_MS,
      madeBy,
      appVersion,
      people: Object.values(incident.people).flatMap(({ name }) => made.find(name) ?? []),
      documents: { sitrep: sitrep(incident, reading), briefing: handoverBriefing(incident, reading) },
    },
    { passphrase, random },
  );
}
