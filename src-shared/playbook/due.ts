// How long a clock has, as a playbook says it, and the same in words. When that is in the end: clock-rules.ts.
import { z } from 'zod';
import { line, section, wholeNumber, words } from './words.ts';

/** A year: longer is a slip, not a clock. */
const longest = 525_600;
export const minutes = wholeNumber(1, longest, 'a whole number of minutes', 15);

const minutesOrNoneWords = words(`a whole number of minutes from 1 to ${longest} or "none"`, 'Write e.g. 15.');
/** Minutes, or null: not set. */
export const minutesOrNone = z
  .union([z.null(), z.literal('none'), z.int().min(1, minutesOrNoneWords).max(longest, minutesOrNoneWords)], {
    error: minutesOrNoneWords,
  })
  .transform((value) => (value === 'none' ? null : value));

const hoursOrNoneWords = words('a whole number of hours from 1 to 720 or "none"', 'Write e.g. 48.');
/** Hours, a month of them at most, or null: not set. */
export const hoursOrNone = z
  .union([z.null(), z.literal('none'), z.int().min(1, hoursOrNoneWords).max(720, hoursOrNoneWords)], {
    error: hoursOrNoneWords,
  })
  .transform((value) => (value === 'none' ? null : value));

const dueWords = words(
  'a whole number of minutes, "none", "at once", "next business day", "business hours", or a map with minutes, with businessHours and offHours, with businessMinutes, with businessDays or with inWords',
  'Write e.g. 15.',
);

/** A working month: counting goes from one opening to the next, so it has an end. */
const businessMinutes = wholeNumber(1, 10_000, 'a whole number of minutes while the office is open', 240);
const businessDays = wholeNumber(1, 60, 'a number of business days', 3);

/**
 * Minutes; `at once` (0); `next business day`; `business hours`: before the office closes; other minutes outside business
 * hours; minutes with a condition that people judge (`when`: "users see it") or a name of their own (`label`); minutes that
 * count while the office is open; business days, the last of which counts where a source gives two; words where a source
 * names no time that a clock could show ("next sprint"); or null: not set. `none` reads as null.
 */
export const due = z
  .union(
    [
      z.null(),
      z.literal(['none', 'at once', 'next business day', 'business hours']),
      z.int().min(0, dueWords).max(longest, dueWords),
      section({ businessHours: minutes, offHours: minutes }),
      section({ minutes, when: line(80, 'users see it').optional(), label: line(40, 'Manager told').optional() }),
      section({ businessMinutes }),
      section({ businessDays, earliest: businessDays.optional() }),
      section({ inWords: line(80, 'next sprint') }),
    ],
    { error: dueWords },
  )
  .transform((value) => (value === 'none' ? null : value === 'at once' ? 0 : value));

/** Minutes, a rule, or null: not set. */
export type Due = z.output<typeof due>;

/** As people say it: "15 min", "1 to 3 business days", "not set". */
export function dueInWords(value: Due): string {
  if (value === null) return 'not set';
  if (typeof value === 'number') return value === 0 ? 'at once' : minutesInWords(value);
  if (typeof value === 'string') return value === 'business hours' ? 'before business hours end' : value;
  if ('inWords' in value) return value.inWords;
  if ('businessMinutes' in value) return `${minutesInWords(value.businessMinutes)} of business hours`;
  if ('businessDays' in value) {
    const { businessDays: last, earliest } = value;
    return `${earliest === undefined ? '' : `${earliest} to `}${last} business ${last === 1 ? 'day' : 'days'}`;
  }
  if ('offHours' in value)
    return `${minutesInWords(value.businessHours)} in business hours, ${minutesInWords(value.offHours)} outside`;
  return `${minutesInWords(value.minutes)}${value.when === undefined ? '' : ` if ${value.when}`}${value.label === undefined ? '' : ` (${value.label})`}`;
}

/** "45 min", "2 h", "1 h 30 min", "1 day", "1 week". */
function minutesInWords(total: number): string {
  if (total % 10_080 === 0) return counted(total / 10_080, 'week');
  if (total % 1_440 === 0) return counted(total / 1_440, 'day');
  const hours = Math.floor(total / 60);
  const rest = total % 60;
  return [hours === 0 ? '' : `${hours} h`, rest === 0 && hours > 0 ? '' : `${rest} min`].filter(Boolean).join(' ');
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
