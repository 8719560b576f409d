// The fields that commands are made of: cleaned, bounded, and with a refusal in words.
import { z } from 'zod';
import { cleanText } from '../text/clean.ts';

export const MAX_TITLE = 200;
export const MAX_NAME = 80;
export const MAX_TEXT = 10_000;
export const MAX_DOCUMENT = 100_000;
/** One paste; more than this is several days of a busy room. */
export const MAX_IMPORT = 50_000;

/** One line: cleaned, line breaks folded to spaces, 1 to `max` characters. `name` is how the person knows the field. */
export function oneLine(name: string, max: number): z.ZodType<string, string> {
  return z
    .string({ error: `${name} has to be text.` })
    .transform((raw) => cleanText(raw).text.replace(/\s+/gu, ' ').trim())
    .superRefine((text, check) => bounded(name, text, max, check));
}

/** Many lines: cleaned, trimmed, 1 to `max` characters. */
export function manyLines(name: string, max: number): z.ZodType<string, string> {
  return z
    .string({ error: `${name} has to be text.` })
    .transform((raw) => cleanText(raw).text.trim())
    .superRefine((text, check) => bounded(name, text, max, check));
}

function bounded(name: string, text: string, max: number, check: z.RefinementCtx): void {
  const length = [...text].length;
  if (length === 0)
    check.addIssue({
      code: 'custom',
      params: { refusal: 'empty' },
      message: `${name} is empty. Type it, then try again.`,
    });
  else if (length > max)
    check.addIssue({
      code: 'custom',
      params: { refusal: 'too-long' },
      message: `${name} has ${length.toLocaleString('en')} characters; at most ${max.toLocaleString('en')} fit. Shorten it.`,
    });
}

/** The same, but it may stay empty. */
export function manyLinesOrNone(name: string, max: number): z.ZodType<string, string> {
  return z
    .string({ error: `${name} has to be text.` })
    .transform((raw) => cleanText(raw).text.trim())
    .superRefine((text, check) => {
      if (text !== '') bounded(name, text, max, check);
    });
}

export const id = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/u, 'This is not an id Warroom gave.');

/** ms since the epoch, from 2000 to 2100: a time outside is a slip, not an incident. */
export const instant = z
  .int()
  .min(946_684_800_000, 'This time lies before the year 2000.')
  .max(4_102_444_800_000, 'This time lies after the year 2100.');

/** A time in an event, ms: whatever a calendar can show. What a person may type is narrower, see `instant`. */
export const time = z.int().min(0).max(8_640_000_000_000_000);

/** The id of a role, as a playbook writes it. */
export const roleId = z.string().regex(/^(?!constructor$)[a-z][a-z0-9-]{0,39}$/u, 'This is not the id of a role.');

export const severityLevel = z.literal([1, 2, 3, 4]);
export type Severity = z.infer<typeof severityLevel>;
