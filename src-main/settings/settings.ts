// Preferences, who is at the keyboard, and half-typed drafts: small things that may be rewritten whole, never the record.
import { z } from 'zod';
import { preferencesSchema, type Preferences } from '../../src-shared/preferences.ts';
import { MAX_NAME, id, oneLine } from '../../src-shared/incident/fields.ts';
import { sameName, type Person } from '../../src-shared/incident/people.ts';
import { isZone } from '../../src-shared/text/clock-times.ts';
import type { Store } from '../ports.ts';

// Made once: they are asked for with every step of the outbox, and making one costs a hundred times what reading by it does.
const nameSchema = oneLine('Your name', MAX_NAME);
const identitySchema = z.object({ person: z.object({ id, name: nameSchema }), guessed: z.boolean() });
const somePreferences = preferencesSchema.partial();
const anyValues = z.record(z.string(), z.unknown());
const draftsSchema = z.record(z.string(), z.string());

export interface Settings {
  preferences: () => Preferences;
  setPreferences: (changed: Partial<Preferences>) => void;
  identity: () => { person: Person; guessed: boolean };
  /** `known`: the same person as met in an incident before, where there is one */
  setIdentity: (name: string, known: Person | undefined) => void;
  drafts: (scope: string) => Readonly<Record<string, string>>;
  keepDraft: (key: string, text: string) => void;
}

const DRAFTS_KEPT = 100;

/** `accountName` is a first guess at who sits here; `newId` gives a fresh ULID. */
export function openSettings(store: Store, host: { accountName: string; zone: string; newId: () => string }): Settings {
  const defaults: Preferences = {
    theme: 'dark',
    zone: isZone(host.zone) ? host.zone : 'UTC',
    sound: true,
    keepAwake: true,
    stayInTray: false,
    views: [],
    captureShortcut: 'CommandOrControl+Shift+L',
    sharedFolder: '',
    retentionDays: null,
  };

  function preferences(): Preferences {
    const kept = anyValues.safeParse(store.get('preferences'));
    // A file edited by hand may hold anything; what is good of it counts, the rest falls back.
    const good = Object.entries(kept.data ?? {}).filter(
      ([name, value]) => somePreferences.safeParse({ [name]: value }).success,
    );
    return { ...defaults, ...withoutUndefined(somePreferences.parse(Object.fromEntries(good))) };
  }

  function identity(): { person: Person; guessed: boolean } {
    const kept = identitySchema.safeParse(store.get('identity'));
    if (kept.success) return { person: { ...kept.data.person, handles: {} }, guessed: kept.data.guessed };
    // An account may have no name, or one that cannot be shown.
    const guess = nameSchema.safeParse(host.accountName);
    const first = { person: { id: host.newId(), name: guess.data ?? 'Somebody' }, guessed: true };
    store.set('identity', first);
    return { person: { ...first.person, handles: {} }, guessed: true };
  }

  function readDrafts(): Record<string, string> {
    const kept = draftsSchema.safeParse(store.get('drafts'));
    return kept.success ? kept.data : {};
  }

  return {
    preferences,
    setPreferences: (changed) => store.set('preferences', { ...preferences(), ...withoutUndefined(changed) }),
    identity,
    setIdentity: (name, known) => {
      const before = identity().person;
      const personId = sameName(before.name) === sameName(name) ? before.id : (known?.id ?? host.newId());
      store.set('identity', { person: { id: personId, name }, guessed: false });
    },
    drafts: (scope) => Object.fromEntries(Object.entries(readDrafts()).filter(([key]) => key.startsWith(`${scope}:`))),
    keepDraft: (key, text) => {
      const { [key]: _before, ...others } = readDrafts();
      const kept = Object.entries(others).slice(text === '' ? 0 : 1 - DRAFTS_KEPT);
      store.set('drafts', Object.fromEntries(text === '' ? kept : [...kept, [key, text]]));
    },
  };
}

function withoutUndefined<T extends object>(from: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  // Only keys that hold a value are left, which is what the type says.
  return Object.fromEntries(Object.entries(from).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
