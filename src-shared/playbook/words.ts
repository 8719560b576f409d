// Schema parts whose errors are words: what was expected, and how to mend it. read-playbook.ts makes the sentence.
import { z } from 'zod';

/** The parts of one error; they travel through zod's single message as lines. */
export interface Words {
  expected: string;
  mend: string;
  /** the keys a map knows, so that an unknown one can be answered with the nearest */
  known: readonly string[];
}

export function words(expected: string, mend: string, known: readonly string[] = []): string {
  return [expected, mend, known.join(' ')].join('\n');
}

/** The reverse of `words`; a message that zod wrote itself is all expectation. */
export function readWords(message: string): Words {
  const [expected = '', mend = '', known = ''] = message.split('\n');
  return { expected, mend, known: known === '' ? [] : known.split(' ') };
}

/** A map with exactly these keys. */
export function section<Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
  expected = `a map with ${inWords(Object.keys(shape))}`,
  mend = 'Write its keys below it, indented by two spaces.',
): z.ZodObject<Shape, z.core.$strict> {
  return z.strictObject(shape, { error: words(expected, mend, Object.keys(shape)) });
}

/** A map whose keys the team chooses. */
export function mapOf<Value extends z.ZodType>(key: z.ZodType<string, string>, value: Value, mend: string) {
  return z.record(key, value, { error: words('a map', mend) });
}

export function listOf<Item extends z.ZodType>(
  item: Item,
  least: number,
  most: number,
  what: string,
): z.ZodArray<Item> {
  const error = words(
    `a list of ${least === 0 ? 'at most' : `${least} to`} ${most} ${what}`,
    'Write each on its own line, beginning with "- ".',
  );
  return z.array(item, { error }).min(least, { error }).max(most, { error });
}

/** One of these words. */
export function oneOf<const Values extends readonly string[]>(values: Values) {
  return z.enum(values, { error: words(`one of ${values.map((value) => `"${value}"`).join(', ')}`, '', values) });
}

export function wholeNumber(least: number, most: number, what: string, example: number): z.ZodInt {
  const error = words(`${what} from ${least} to ${most}`, `Write e.g. ${example}.`);
  return z.int({ error }).min(least, { error }).max(most, { error });
}

export function yesOrNo(): z.ZodBoolean {
  return z.boolean({ error: words('true or false', 'Write true or false, without quotes.') });
}

// Control characters but tab and line feed, and the marks that turn the direction of text around: a name or template
// with them can show one thing and say another.
const hidden = /[^\P{Cc}\t\n]|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** Text of 1 to `most` characters, no line break. */
export function line(most: number, example: string): z.ZodString {
  return text(most, `one line of text, 1 to ${most} characters`, example, (value) => value.includes('\n'));
}

/** Text of 1 to `most` characters, as many lines as wanted. */
export function lines(most: number, example: string): z.ZodString {
  return text(most, `text of 1 to ${most} characters`, example, () => false);
}

function text(most: number, expected: string, example: string, refused: (value: string) => boolean): z.ZodString {
  const error = words(expected, `Write e.g. ${example}.`);
  return z
    .string({ error })
    .max(most, { error })
    .refine((value) => value.trim() !== '' && !refused(value), { error })
    .refine((value) => !hidden.test(value), {
      error: words(
        'text without hidden characters',
        'Type it again by hand: it holds a control or direction character that cannot be seen.',
      ),
    });
}

/** A short name for a thing in the file: lower case, digits, dashes. */
export function id(example: string): z.ZodString {
  return z
    .string({ error: idWords(example) })
    .regex(/^(?!constructor$)[a-z][a-z0-9-]{0,39}$/u, { error: idWords(example) });
}

function idWords(example: string): string {
  return words('an id: a lower-case letter, then letters, digits or dashes, 40 at most', `Write e.g. ${example}.`);
}

function inWords(keys: readonly string[]): string {
  return keys.length < 2 ? (keys[0] ?? 'nothing') : `${keys.slice(0, -1).join(', ')} and ${keys.at(-1) ?? ''}`;
}
