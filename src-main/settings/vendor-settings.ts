// What each vendor is set up with: the environment before what was typed here, secrets in the keychain, the rest in the
// settings file. A secret is handed to its vendor's connection and to nobody else: no screen, no log, no refusal.
import { z } from 'zod';
import type { Answer } from '../../src-shared/bridge.ts';
import type { SettingField, VendorField, VendorState } from '../../src-shared/delivery.ts';
import { refuse, type Refused } from '../../src-shared/incident/refusal.ts';
import type { Keychain, Log, Store } from '../ports.ts';
import { cleanValue, judge, type Values, type VendorForm } from './vendor-values.ts';

export interface VendorSettings {
  /** as the vendor's schema gives it; null: not set up, or something of it cannot be used */
  config: (vendor: string) => unknown;
  state: (vendor: string) => Pick<VendorState, 'state' | 'fields'> & { trouble: Trouble | null };
  /** Fields by name, null forgets one. All of it or nothing; `ok` when it is kept as HostState.keychain says. */
  configure: (vendor: string, fields: Readonly<Record<string, string | null>>) => Promise<Answer>;
}

interface Trouble {
  why: string;
  mend: string;
}

interface VendorSettingsPorts {
  integrations: readonly VendorForm[];
  env: Readonly<Record<string, string | undefined>>;
  store: Store;
  keychain: Keychain;
  log: Log;
}

/** The secrets are read once, here. One that the keychain does not give is absent; it never stops the start. */
export async function openVendorSettings(ports: VendorSettingsPorts): Promise<VendorSettings> {
  const { integrations, env, store, keychain, log } = ports;
  const secrets = new Map<string, string>();
  // One that the environment sets is not asked for: a keychain may want a password typed first.
  for (const { vendor, fields } of integrations)
    for (const field of fields) if (field.secret && fromEnvironment(field) === '') await recall(keyOf(vendor, field));

  async function recall(key: string): Promise<void> {
    try {
      const secret = await keychain.get(key);
      if (secret !== null) secrets.set(key, secret);
    } catch {
      log.error('a secret could not be read from the keychain', { key });
    }
  }

  function fromEnvironment(field: SettingField): string {
    return cleanValue(env[field.env] ?? '');
  }

  /** What was typed here, whether or not the environment counts before it. */
  function kept({ vendor, fields }: VendorForm): Values {
    const plain = keptPlain(store)[vendor] ?? {};
    return valuesOf(fields, (field) => (field.secret ? secrets.get(keyOf(vendor, field)) : plain[field.name]));
  }

  function valuesNow(form: VendorForm): Values {
    return { ...kept(form), ...valuesOf(form.fields, fromEnvironment) };
  }

  function fieldOf(field: SettingField, vendor: string, plain: Values): VendorField {
    const outside = fromEnvironment(field);
    if (outside !== '') return { ...field, from: 'environment', value: field.secret ? null : outside };
    if (field.secret) {
      const from = keychain.kept ? 'keychain' : 'memory';
      return { ...field, from: secrets.has(keyOf(vendor, field)) ? from : null, value: null };
    }
    const value = plain[field.name] ?? null;
    return { ...field, from: value === null ? null : 'settings', value };
  }

  function stateOf(form: VendorForm): ReturnType<VendorSettings['state']> {
    const plain = kept(form);
    const fields = form.fields.map((field) => fieldOf(field, form.vendor, plain));
    const missing = fields.filter(({ required, from }) => required && from === null);
    const [problem] = judge(form, valuesNow(form)).problems;
    if (problem === undefined && missing.length === 0) return { state: 'on', fields, trouble: null };
    if (problem === undefined || missing.length > 0)
      return { state: 'off', fields, trouble: halfSetUp(form, fields, missing) };
    const field = fields.find(({ name }) => name === problem.field);
    const mend =
      field?.from === 'environment'
        ? `Correct ${field.env} and start Warroom again.`
        : 'Correct it in the settings and save.';
    return { state: 'broken', fields, trouble: { why: problem.words, mend } };
  }

  async function configure(vendor: string, fields: Readonly<Record<string, string | null>>): Promise<Answer> {
    const form = integrations.find((one) => one.vendor === vendor);
    if (form === undefined) return refuse('unknown-record', 'Warroom knows no vendor by this name.');
    const wanted = new Map<SettingField, string | null>();
    for (const [name, raw] of Object.entries(fields)) {
      const field = form.fields.find((one) => one.name === name);
      if (field === undefined) return refuse('malformed', `${form.name} has no setting of this name.`, name);
      if (fromEnvironment(field) !== '') return setOutside(field);
      wanted.set(field, raw === null || cleanValue(raw) === '' ? null : cleanValue(raw));
    }
    const refusal = newProblem(form, wanted);
    if (refusal !== null) return refusal;
    if (!(await keep(form, wanted)))
      return refuse(
        'storage-failed',
        'This could not be kept, and nothing was changed. Look whether the disk is full and the keychain open; try again.',
      );
    log.info('vendor settings', { vendor, fields: Object.keys(fields).join(' '), state: stateOf(form).state });
    return { ok: true, events: [] };
  }

  /** What this change would break; what was wrong before, elsewhere, is no reason to refuse it. */
  function newProblem(form: VendorForm, wanted: ReadonlyMap<SettingField, string | null>): Refused | null {
    const before = valuesNow(form);
    const after = new Map(Object.entries(before));
    for (const [field, value] of wanted) {
      if (value === null) after.delete(field.name);
      else after.set(field.name, value);
    }
    const known = new Set(judge(form, before).problems.map(({ field }) => field));
    const typed = new Set([...wanted].flatMap(([field, value]) => (value === null ? [] : [field.name])));
    const problem = judge(form, Object.fromEntries(after)).problems.find(
      ({ field }) => typed.has(field) || !known.has(field),
    );
    return problem === undefined
      ? null
      : refuse('malformed', problem.words, problem.field === '' ? undefined : problem.field);
  }

  /** False: it could not be kept, and everything is as it was before. */
  async function keep(form: VendorForm, wanted: ReadonlyMap<SettingField, string | null>): Promise<boolean> {
    const changed: { key: string; before: string | null }[] = [];
    try {
      for (const [field, secret] of wanted) {
        if (!field.secret) continue;
        const key = keyOf(form.vendor, field);
        const before = secrets.get(key) ?? null;
        await setSecret(key, secret);
        changed.push({ key, before });
      }
      keepPlain(form.vendor, wanted);
      return true;
    } catch {
      log.error('settings of a vendor could not be kept', { vendor: form.vendor });
      for (const { key, before } of changed) await setSecret(key, before).catch(() => {});
      return false;
    }
  }

  async function setSecret(key: string, secret: string | null): Promise<void> {
    await keychain.set(key, secret);
    if (secret === null) secrets.delete(key);
    else secrets.set(key, secret);
  }

  function keepPlain(vendor: string, wanted: ReadonlyMap<SettingField, string | null>): void {
    const changed = [...wanted].filter(([field]) => !field.secret);
    if (changed.length === 0) return;
    const plain = new Map(Object.entries(keptPlain(store)[vendor] ?? {}));
    for (const [{ name }, value] of changed) {
      if (value === null) plain.delete(name);
      else plain.set(name, value);
    }
    store.set('vendors', { ...keptPlain(store), [vendor]: Object.fromEntries(plain) });
  }

  let turn: Promise<unknown> = Promise.resolve();
  return {
    config: (vendor) => {
      const form = integrations.find((one) => one.vendor === vendor);
      return form === undefined || stateOf(form).state !== 'on' ? null : judge(form, valuesNow(form)).config;
    },
    state: (vendor) => {
      const form = integrations.find((one) => one.vendor === vendor);
      return form === undefined ? { state: 'off', fields: [], trouble: null } : stateOf(form);
    },
    // One at a time: each is judged against what the one before it left.
    configure: (vendor, fields) => {
      const answer = turn.then(() => configure(vendor, fields));
      turn = answer.catch(() => {});
      return answer;
    },
  };
}

function keyOf(vendor: string, field: SettingField): string {
  return `${vendor}.${field.name}`;
}

function valuesOf(fields: readonly SettingField[], read: (field: SettingField) => string | undefined): Values {
  return Object.fromEntries(
    fields.flatMap((field): [string, string][] => {
      const value = read(field) ?? '';
      return value === '' ? [] : [[field.name, value]];
    }),
  );
}

// Made once: the settings are read with every step of the outbox.
const anyValues = z.record(z.string(), z.unknown());
const texts = z.record(z.string(), z.string());

/** The settings file may have been edited by hand; what is good of it counts. */
function keptPlain(store: Store): Readonly<Record<string, Values>> {
  const read = anyValues.safeParse(store.get('vendors'));
  return Object.fromEntries(
    Object.entries(read.data ?? {}).flatMap(([vendor, values]) => {
      const good = texts.safeParse(values);
      return good.success ? [[vendor, good.data]] : [];
    }),
  );
}

function setOutside({ name, label, env }: SettingField): Refused {
  return refuse(
    'not-editable',
    `${label} is set by the environment (${env}), which counts before what is typed here. Change it there and start Warroom again.`,
    name,
  );
}

/** Nothing set at all needs no words; one of two required ones does. */
function halfSetUp(
  { name }: VendorForm,
  fields: readonly VendorField[],
  missing: readonly VendorField[],
): Trouble | null {
  if (!fields.some(({ required, from }) => required && from !== null)) return null;
  const labels = missing.map(({ label }) => label).join(' and ');
  return { why: `Still missing: ${labels}.`, mend: `Enter it in the settings to connect ${name}.` };
}
