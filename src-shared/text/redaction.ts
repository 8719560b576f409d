// What must not leave the house in clear: mail addresses, phone, card and account numbers, network addresses, and words that
// somebody listed (DOMAIN.md 11). Each is replaced by what it was, so that the sentence can still be read. Times, dates,
// incident numbers and versions stay.

/** What was taken out, as it is counted for the person. */
export type Personal =
  | 'mail address'
  | 'card number'
  | 'account number'
  | 'network address'
  | 'phone number'
  | 'listed word';

export interface Redacted {
  text: string;
  /** how many of each were taken out; empty: nothing */
  found: Readonly<Partial<Record<Personal, number>>>;
}

const REPLACED: Readonly<Record<Personal, string>> = {
  'mail address': '[mail address removed]',
  'card number': '[card number removed]',
  'account number': '[account number removed]',
  'network address': '[network address removed]',
  'phone number': '[phone number removed]',
  'listed word': '[removed]',
};

interface Pattern {
  what: Personal;
  seek: RegExp;
  /** whether a match is one after all */
  holds?: (match: string) => boolean;
}

// In this order: a mail address may hold digits, an account number may look like a phone number.
const PATTERNS: readonly Pattern[] = [
  { what: 'mail address', seek: /[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu },
  { what: 'account number', seek: /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b/gu, holds: isIban },
  { what: 'card number', seek: /(?<![\d.-])\d(?:[ -]?\d){12,18}(?![\d.-]?\d)/gu, holds: isCard },
  {
    what: 'network address',
    seek: /(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d]|\.\d)/gu,
  },
  {
    what: 'network address',
    seek: /(?<![\w:.])(?:[0-9a-f]{1,4}:){1,7}(?::?[0-9a-f]{1,4}){0,7}(?:::)?(?![\w:])/giu,
    holds: isIpv6,
  },
  { what: 'phone number', seek: /(?<![\w+])(?:\+|00)[1-9](?:[ ()./-]{0,2}\d){6,14}(?!\d)/gu },
  { what: 'phone number', seek: /(?<![\w.-])\(?0\d{1,4}\)?[ /-]\d(?:[ /-]?\d){5,10}(?![\w-])/gu },
  { what: 'phone number', seek: /(?<![\w.-])(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}(?![\w-])/gu },
];

/** `words`: names and words that somebody listed; found in any spelling of case, as whole words. */
export function redact(text: string, words: readonly string[] = []): Redacted {
  const found: Partial<Record<Personal, number>> = {};
  let clean = text;
  for (const { what, seek, holds } of PATTERNS)
    clean = clean.replace(seek, (match) => {
      if (holds !== undefined && !holds(match)) return match;
      found[what] = (found[what] ?? 0) + 1;
      return REPLACED[what];
    });
  const listed = words.map((word) => word.trim()).filter((word) => word !== '');
  if (listed.length > 0) {
    // The longest first, so that a full name goes as one.
    const any = listed
      .toSorted((a, b) => b.length - a.length)
      .map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/gu, '\\$&').replace(/\s+/gu, '\\s+'))
      .join('|');
    clean = clean.replace(new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, 'giu'), () => {
      found['listed word'] = (found['listed word'] ?? 0) + 1;
      return REPLACED['listed word'];
    });
  }
  return { text: clean, found };
}

/** "1 mail address, 2 phone numbers"; null where nothing was found. */
export function inWords(found: Redacted['found']): string | null {
  const parts = Object.entries(found).map(
    ([what, n]) => `${n} ${what}${n === 1 ? '' : what.endsWith('s') ? 'es' : 's'}`,
  );
  return parts.length === 0 ? null : parts.join(', ');
}

/** Luhn's check, which every card number passes. */
function isCard(match: string): boolean {
  const digits = [...match.replace(/\D/gu, '')].map(Number).toReversed();
  const sum = digits.reduce(
    (total, digit, i) => total + (i % 2 === 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2),
    0,
  );
  return sum % 10 === 0 && new Set(digits).size > 1;
}

/** ISO 7064, mod 97: the check of an IBAN. */
function isIban(match: string): boolean {
  const compact = match.replace(/ /gu, '');
  if (compact.length < 15 || compact.length > 34) return false;
  const turned = `${compact.slice(4)}${compact.slice(0, 4)}`;
  let rest = 0;
  for (const sign of turned) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** Eight groups, or fewer with a gap; a time such as 14:32:05 is none. */
function isIpv6(match: string): boolean {
  const groups = match.split(':').filter((group) => group !== '').length;
  return match.includes('::') ? groups >= 2 && groups < 8 : groups === 8;
}
