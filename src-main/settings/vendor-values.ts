// The values of a vendor's form: cleaned of what comes along with a copied token, and judged by the vendor's own schema.
import type { z } from 'zod';
import type { SettingField } from '../../src-shared/delivery.ts';
import { cleanText } from '../../src-shared/text/clean.ts';

/** What of an integration is needed here. */
export interface VendorForm {
  vendor: string;
  name: string;
  fields: readonly SettingField[];
  config: z.ZodType;
}

/** By the names of the fields; one that is not set is not there. */
export type Values = Readonly<Record<string, string>>;

/** A value as it was meant: without the blanks and quotes that come along with a copied token. */
export function cleanValue(raw: string): string {
  return cleanText(raw).text.replace(AROUND, '');
}

const AROUND = /^[\s"'`‘’“”«»]+|[\s"'`‘’“”«»]+$/gu;

/** What the schema says of the values; a required one that is not there is no mistake, only not set up yet. */
export function judge(
  { fields, config }: VendorForm,
  values: Values,
): { config: unknown; problems: readonly { field: string; words: string }[] } {
  const parsed = config.safeParse(values, { error: () => UNUSABLE });
  if (parsed.success) return { config: parsed.data, problems: [] };
  const secrets = fields.flatMap(({ name, secret }) => (secret ? (values[name] ?? []) : []));
  return {
    config: null,
    problems: parsed.error.issues.flatMap(({ path, message }) => {
      const field = String(path[0] ?? '');
      const missing = fields.some(({ name, required }) => name === field && required && values[name] === undefined);
      // A schema's words might repeat what they are about.
      const words = secrets.some((secret) => message.includes(secret)) ? UNUSABLE : message;
      return missing ? [] : [{ field, words }];
    }),
  };
}

const UNUSABLE = 'This value cannot be used. Look at the words under the field and enter it again.';
