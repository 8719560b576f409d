// The schemas of what changes the host and of what may be asked; commands of an incident have theirs in their slices.
import { z } from 'zod';
import { MAX_CLIPBOARD, MAX_SAVED_TEXT } from '../../src-shared/bridge.ts';
import { MAX_NAME, MAX_TITLE, id, manyLines, oneLine } from '../../src-shared/incident/fields.ts';
import { MAX_PEOPLE, phoneBookPersonSchema } from '../../src-shared/phone-book.ts';
import { preferencesSchema } from '../../src-shared/preferences.ts';

const vendor = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/u);
const lane = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/u);
const ref = z.string().regex(/^[\w:. -]{1,120}$/u);
/** A playbook that is being typed is a draft as well. */
const MAX_PLAYBOOK = 600_000;
/** the number of a file that the host holds */
const file = z.string().regex(/^[0-9a-f]{48}$/u);
const effectKey = z.string().regex(/^[0-9a-f]{32}$/u);
/** a file of the shared folder */
const sharedKey = z.string().regex(/^[0-9a-f]{32}$/u);

export const hostCommandSchema = z.discriminatedUnion('type', [
  z.strictObject({ id, type: z.literal('identity.set'), name: oneLine('Your name', MAX_NAME) }),
  z.strictObject({ id, type: z.literal('preferences.set'), preferences: preferencesSchema.partial() }),
  z.strictObject({
    id,
    type: z.literal('draft.keep'),
    key: z.string().min(1).max(100),
    text: z.string().max(MAX_PLAYBOOK),
  }),
  z.strictObject({ id, type: z.literal('playbook.choose'), ref }),
  z.strictObject({
    id,
    type: z.literal('playbook.save'),
    ref: ref.nullable(),
    text: z.string().max(MAX_PLAYBOOK),
    was: z.string().max(64).nullable(),
  }),
  z.strictObject({ id, type: z.literal('playbook.delete'), ref }),
  z.strictObject({ id, type: z.literal('backup.make') }),
  z.strictObject({ id, type: z.literal('backup.restore'), name: z.string().regex(/^[\w.-]{1,80}$/u) }),
  z.strictObject({ id, type: z.literal('incident.delete'), incident: id, title: z.string().max(MAX_TITLE) }),
  z.strictObject({
    id,
    type: z.literal('clipboard.copy'),
    text: z.string().max(MAX_CLIPBOARD),
    html: z
      .string()
      .max(4 * MAX_CLIPBOARD)
      .optional(),
  }),
  z.strictObject({ id, type: z.literal('link.open'), url: z.string().max(2_000) }),
  z.strictObject({ id, type: z.literal('data-folder.show') }),
  z.strictObject({ id, type: z.literal('page.print'), name: z.string().regex(/^[\w-]{1,80}$/u) }),
  z.strictObject({ id, type: z.literal('timer.show'), on: z.boolean() }),
  z.strictObject({ id, type: z.literal('cockpit.show'), incident: id.optional() }),
  z.strictObject({ id, type: z.literal('capture.close') }),
  z.strictObject({
    id,
    type: z.literal('menu.show'),
    entries: z
      .array(
        z.strictObject({
          id: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/u),
          label: z.string().max(100),
          group: z.string().max(40),
          keys: z.array(z.string().max(20)).max(4),
          enabled: z.boolean(),
        }),
      )
      .max(200),
  }),
  z.strictObject({
    id,
    type: z.literal('phone-book.import'),
    how: z.enum(['replace', 'add']),
    people: z.array(phoneBookPersonSchema).min(1).max(MAX_PEOPLE),
  }),
  z.strictObject({
    id,
    type: z.literal('phone-book.put'),
    person: phoneBookPersonSchema,
    replaces: oneLine('The name', MAX_NAME).optional(),
  }),
  z.strictObject({ id, type: z.literal('phone-book.remove'), name: oneLine('The name', MAX_NAME) }),
  z.strictObject({
    id,
    type: z.literal('vendor.configure'),
    vendor,
    fields: z.record(z.string().regex(/^[a-zA-Z]{1,40}$/u), z.string().max(2_000).nullable()),
  }),
  z.strictObject({ id, type: z.literal('effect.retry'), vendor, key: effectKey.optional() }),
  z.strictObject({ id, type: z.literal('effect.rewrite'), key: effectKey, text: manyLines('The text', 25_000) }),
  z.strictObject({ id, type: z.literal('effect.withdraw'), key: effectKey, reason: oneLine('The reason', 500) }),
  z.strictObject({ id, type: z.literal('delivery.confirm'), incident: id, lane }),
  z.strictObject({ id, type: z.literal('page.adopt'), incident: id, lane, remoteId: z.string().min(1).max(200) }),
  z.strictObject({ id, type: z.literal('file.forget'), file }),
  z.strictObject({ id, type: z.literal('handover.open'), file }),
  z.strictObject({ id, type: z.literal('handover.put-aside'), key: sharedKey }),
  z.strictObject({ id, type: z.literal('record.seal'), incident: id }),
]);

export const querySchema = z.discriminatedUnion('name', [
  z.strictObject({
    name: z.literal('search'),
    args: z.strictObject({ text: z.string().max(500), incident: id.optional() }),
  }),
  z.strictObject({ name: z.literal('people'), args: z.strictObject({ text: z.string().max(MAX_NAME) }) }),
  z.strictObject({ name: z.literal('drafts'), args: z.strictObject({ scope: z.string().min(1).max(60) }) }),
  z.strictObject({ name: z.literal('playbook'), args: z.strictObject({}) }),
  z.strictObject({ name: z.literal('playbooks'), args: z.strictObject({}) }),
  z.strictObject({ name: z.literal('playbook-text'), args: z.strictObject({ ref }) }),
  z.strictObject({
    name: z.literal('playbook-check'),
    args: z.strictObject({ text: z.string().max(MAX_PLAYBOOK * 2) }),
  }),
  z.strictObject({ name: z.literal('diagnostics'), args: z.strictObject({}) }),
  z.strictObject({
    name: z.literal('paper'),
    args: z.strictObject({ name: z.string().regex(/^[\w-]{1,120}\.pdf$/u) }),
  }),
  z.strictObject({ name: z.literal('phone-book'), args: z.strictObject({}) }),
  z.strictObject({ name: z.literal('vendor-test'), args: z.strictObject({ vendor }) }),
  z.strictObject({ name: z.literal('page-components'), args: z.strictObject({}) }),
  z.strictObject({ name: z.literal('page-incidents'), args: z.strictObject({ lane }) }),
  z.strictObject({ name: z.literal('page-maintenance'), args: z.strictObject({ lane }) }),
  z.strictObject({
    name: z.literal('file-save'),
    args: z.union([
      z.strictObject({ file }),
      z.strictObject({ name: z.string().min(1).max(200), text: z.string().max(MAX_SAVED_TEXT) }),
    ]),
  }),
  z.strictObject({ name: z.literal('file-choose'), args: z.strictObject({ kind: z.enum(['handover']) }) }),
  z.strictObject({
    name: z.literal('evidence-make'),
    args: z.strictObject({ incident: id, withhold: z.boolean() }),
  }),
  z.strictObject({ name: z.literal('handover-make'), args: z.strictObject({ incident: id }) }),
  z.strictObject({ name: z.literal('handover-send'), args: z.strictObject({ incident: id, file }) }),
  z.strictObject({ name: z.literal('handover-to-folder'), args: z.strictObject({ file }) }),
  z.strictObject({ name: z.literal('handover-from-folder'), args: z.strictObject({ key: sharedKey }) }),
  z.strictObject({
    name: z.literal('handover-look'),
    args: z.strictObject({ file, passphrase: z.string().max(200) }),
  }),
]);
export type Query = z.output<typeof querySchema>;
