// Makes any text safe to keep and to show, and says what was taken out, so that the screen can say so too.
// Text comes from keyboards, clipboards and chat rooms: what cannot be seen must not be able to mislead (Unicode UAX 9, UTS 39).

export type CleaningNote = 'broken-characters' | 'control-characters' | 'direction-marks' | 'invisible-characters';

export interface Cleaned {
  text: string;
  /** Something was taken out or replaced. Trimming, line ends and Unicode composition do not count. */
  changed: boolean;
  /** What it was, each once. */
  notes: CleaningNote[];
}

/**
 * Well-formed, composed (NFC), no control characters but line feed and tab, no direction overrides, nothing invisible;
 * joiners stay where an emoji or a script needs them. Cleaning twice gives the same.
 */
export function cleanText(raw: string, options: { keepEnds?: boolean } = {}): Cleaned {
  const ends = (text: string): string => (options.keepEnds === true ? text : text.trim());
  if (!SUSPECT.test(raw)) return { text: ends(raw), changed: false, notes: [] };
  const notes = new Set<CleaningNote>();
  const wellFormed = raw.toWellFormed();
  if (wellFormed !== raw) notes.add('broken-characters');
  let text = withoutTerminalColours(wellFormed, notes).replace(LINE_ENDS, '\n').normalize('NFC');
  // Taking something out can bring two characters together that compose, or bare a joiner: twice is always enough,
  // the bound only keeps a mistake here from hanging the cockpit.
  for (let round = 0; round < 4; round += 1) {
    const next = keepVisible(text, notes).normalize('NFC');
    if (next === text) break;
    text = next;
  }
  return { text: ends(text), changed: notes.size > 0, notes: [...notes] };
}

/** One sentence for the screen; empty when nothing was taken out. */
export function cleaningMessage(notes: readonly CleaningNote[]): string {
  if (notes.length === 0) return '';
  return `Taken out of the text: ${notes.map((note) => IN_WORDS[note]).join(', ')}.`;
}

/** How long a text is for the eye of a limit: in code points, so that an emoji is not two. */
export function codePoints(text: string): number {
  let pairs = 0;
  for (let i = 0; i < text.length - 1; i += 1) {
    if (isHigh(text.charCodeAt(i)) && isLow(text.charCodeAt(i + 1))) pairs += 1;
  }
  return text.length - pairs;
}

/** Null when it fits, else what to do: "The title has 240 characters, 200 fit. Shorten it by 40." */
export function tooLong(text: string, limit: number, what: string): string | null {
  if (text.length <= limit) return null;
  const length = codePoints(text);
  if (length <= limit) return null;
  const count = (n: number): string => n.toLocaleString('en-US');
  return `${what} has ${count(length)} characters, ${count(limit)} fit. Shorten it by ${count(length - limit)}.`;
}

/** The first `limit` code points; never half of a character pair. */
export function firstCodePoints(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let units = 0;
  for (let n = 0; n < limit && units < text.length; n += 1) {
    units += isHigh(text.charCodeAt(units)) && isLow(text.charCodeAt(units + 1)) ? 2 : 1;
  }
  return text.slice(0, units);
}

const IN_WORDS: Readonly<Record<CleaningNote, string>> = {
  'broken-characters': 'broken characters',
  'control-characters': 'control characters',
  'direction-marks': 'marks that turn the direction of writing',
  'invisible-characters': 'invisible characters',
};

// Anything beyond plain text that may need work. Most lines pass here and are kept as they are.
const SUSPECT = /[^\n\t\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u21ff]/;
const LINE_ENDS = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;

function withoutTerminalColours(text: string, notes: Set<CleaningNote>): string {
  if (!text.includes('\u001b')) return text;
  notes.add('control-characters');
  // oxlint-disable-next-line no-control-regex -- the escape character begins a terminal's colour code
  return text.replace(/\u001b\[[0-9;?]{0,32}[A-Za-z]/g, '');
}

function keepVisible(text: string, notes: Set<CleaningNote>): string {
  const kept: string[] = [];
  const behind = JOINER.test(text) ? charBehindEach(text) : null;
  const rightToLeft = RIGHT_TO_LEFT.test(text);
  let i = 0;
  for (const char of text) {
    const note = unwanted(char, kept, behind?.[i] ?? '', rightToLeft);
    if (note === null) kept.push(char);
    else notes.add(note);
    i += 1;
  }
  return kept.join('');
}

function unwanted(char: string, kept: readonly string[], behind: string, rightToLeft: boolean): CleaningNote | null {
  const code = char.codePointAt(0) ?? 0;
  const before = kept.at(-1) ?? '';
  if (code >= 0x20 && code < 0x7f) return null;
  if (code < 0x20) return code === 0x0a || code === 0x09 ? null : 'control-characters';
  if (code >= 0x7f && code < 0xa0) return 'control-characters';
  if ((code & 0xfffe) === 0xfffe || (code >= 0xfdd0 && code <= 0xfdef)) return 'broken-characters';
  if ((code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069)) return 'direction-marks';
  // A mark of direction (not an override) is ordinary between right-to-left words, and a trick elsewhere.
  if (code === 0x200e || code === 0x200f || code === 0x061c) return rightToLeft ? null : 'direction-marks';
  if (code === 0x200c || code === 0x200d) return joins(code, before, behind) ? null : 'invisible-characters';
  if (code >= 0xfe00 && code <= 0xfe0f) return TAKES_VARIANT.test(before) ? null : 'invisible-characters';
  if (code >= 0xe0100 && code <= 0xe01ef) return HAN.test(before) ? null : 'invisible-characters';
  if (code >= 0xe0000 && code <= 0xe007f) return followsBlackFlag(kept) ? null : 'invisible-characters';
  return INVISIBLE.test(char) ? 'invisible-characters' : null;
}

// Zero-width space, word joiner, byte order mark, soft hyphen, invisible operators, deprecated format controls,
// interlinear marks, and letters that paint nothing.
const INVISIBLE =
  /[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\u2800]/u;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]/;
const EMOJI_BEFORE_JOINER = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f]/u;
const EMOJI = /\p{Extended_Pictographic}/u;
const TAKES_VARIANT = /[\p{Letter}\p{Number}\p{Symbol}#*]/u;
const JOINER = /[\u200c\u200d]/;
const HAN = /\p{Script=Han}/u;
// Scripts whose spelling uses the joiner and the non-joiner between letters and marks (Unicode UAX 31, section 2.3).
const SCRIPT_WITH_JOINERS =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Nko}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\u064b-\u0655\u0670]/u;
const LETTER_OR_MARK = /[\p{Letter}\p{Mark}]/u;

function joins(code: number, before: string, next: string): boolean {
  const inScript = (char: string): boolean => SCRIPT_WITH_JOINERS.test(char) && LETTER_OR_MARK.test(char);
  if (inScript(before) && inScript(next)) return true;
  return code === 0x200d && EMOJI_BEFORE_JOINER.test(before) && EMOJI.test(next);
}

/** For each character the next that is no joiner, so that a run of joiners shrinks to its first. One pass from the end. */
function charBehindEach(text: string): string[] {
  const all = Array.from(text);
  const behind: string[] = Array.from({ length: all.length });
  let next = '';
  for (let i = all.length - 1; i >= 0; i -= 1) {
    behind[i] = next;
    const char = all[i] ?? '';
    if (char !== '\u200c' && char !== '\u200d') next = char;
  }
  return behind;
}

/** Flags of regions are a black flag with tags behind it; anywhere else tags are hidden text. */
function followsBlackFlag(kept: readonly string[]): boolean {
  for (let back = kept.length - 1; back >= 0 && back > kept.length - 9; back -= 1) {
    const code = kept[back]?.codePointAt(0) ?? 0;
    if (code === 0x1f3f4) return true;
    if (code < 0xe0000 || code > 0xe007f) return false;
  }
  return false;
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
