// vCards of all three versions as phones and mail programs write them: folded lines, quoted-printable, groups, several
// numbers. Total: what cannot be read is left out.

export interface Card {
  /** where it begins, from 1 */
  line: number;
  name: string;
  position: string;
  team: string;
  phones: { number: string; label: string }[];
  email: string;
  slack: string;
  /** a group or a place is nobody to call */
  isPerson: boolean;
}

interface Property {
  name: string;
  group: string;
  /** in upper case; a bare one of version 2.1 stands under TYPE */
  params: ReadonlyMap<string, string>;
  value: string;
}

const LONGEST_LINE = 20_000;

export function readCards(text: string, most: number): { cards: Card[]; unclosed: number | null } {
  const cards: Card[] = [];
  let open: { line: number; properties: Property[] } | null = null;
  for (const { line, text: whole } of logicalLines(text)) {
    const bare = whole.trim().toUpperCase();
    if (bare === 'BEGIN:VCARD') open = { line, properties: [] };
    else if (bare === 'END:VCARD') {
      if (open !== null) cards.push(cardOf(open.line, open.properties));
      open = null;
      if (cards.length >= most) break;
    } else if (open !== null) {
      const property = propertyOf(whole);
      if (property !== null && open.properties.length < 500) open.properties.push(property);
    }
  }
  return { cards, unclosed: open?.line ?? null };
}

/** Lines as they were before they were folded: a space goes on, and so does a soft break of quoted-printable. */
function logicalLines(text: string): { line: number; text: string }[] {
  const lines: { line: number; text: string }[] = [];
  text.split(/\r\n|\r|\n/u).forEach((raw, i) => {
    const last = lines.at(-1);
    const soft = last !== undefined && last.text.endsWith('=') && /quoted-printable/iu.test(last.text.slice(0, 200));
    if (last !== undefined && soft) last.text = joined(last.text.slice(0, -1), raw.replace(/^[ \t]/u, ''));
    else if (last !== undefined && /^[ \t]/u.test(raw)) last.text = joined(last.text, raw.slice(1));
    else lines.push({ line: i + 1, text: raw.slice(0, LONGEST_LINE) });
  });
  return lines;
}

/** A picture is longer than anything that is read here. */
function joined(before: string, more: string): string {
  return before.length > LONGEST_LINE ? before : before + more;
}

function propertyOf(line: string): Property | null {
  const colon = colonOf(line);
  if (colon === -1) return null;
  const [head = '', ...given] = splitOutsideQuotes(line.slice(0, colon), ';');
  const dot = head.lastIndexOf('.');
  const params = new Map<string, string>();
  for (const param of given.slice(0, 40)) {
    const equals = param.indexOf('=');
    const key = equals === -1 ? 'TYPE' : param.slice(0, equals).trim().toUpperCase();
    const value = (equals === -1 ? param : param.slice(equals + 1)).trim().replaceAll('"', '').toUpperCase();
    params.set(key, params.has(key) ? `${params.get(key) ?? ''},${value}` : value);
  }
  const raw = line.slice(colon + 1);
  const encoding = `${params.get('ENCODING') ?? ''},${params.get('TYPE') ?? ''}`;
  return {
    name: head
      .slice(dot + 1)
      .trim()
      .toUpperCase(),
    group: dot === -1 ? '' : head.slice(0, dot).toLowerCase(),
    params,
    value: encoding.includes('QUOTED-PRINTABLE') ? fromQuotedPrintable(raw, params.get('CHARSET') ?? 'UTF-8') : raw,
  };
}

function cardOf(line: number, properties: readonly Property[]): Card {
  const first = (name: string): Property | undefined =>
    properties.find((one) => one.name === name && one.value.trim() !== '');
  const value = (name: string): string => unescaped(first(name)?.value ?? '');
  const [family = '', given = '', middle = ''] = parts(first('N')?.value ?? '', ';');
  const [organisation = '', ...units] = parts(first('ORG')?.value ?? '', ';');
  const preferred = (name: string): Property[] =>
    properties
      .filter((one) => one.name === name && one.value.trim() !== '')
      .toSorted((a, b) => Number(isPreferred(b)) - Number(isPreferred(a)));
  const fax = (one: Property): boolean => /FAX|PAGER/u.test(one.params.get('TYPE') ?? '');
  return {
    line,
    name: value('FN') || [given, middle, family].filter((part) => part !== '').join(' ') || value('NICKNAME'),
    position: value('TITLE') || value('ROLE'),
    team: units.find((unit) => unit !== '') ?? organisation,
    phones: preferred('TEL')
      .filter((one) => !fax(one))
      .map((one) => ({ number: numberOf(one.value), label: labelOf(one, properties) })),
    email: unescaped(preferred('EMAIL')[0]?.value ?? '').replace(/^mailto:/iu, ''),
    slack: slackOf(properties),
    isPerson: !/^(?:group|location|org)$/iu.test(value('KIND')),
  };
}

function isPreferred({ params }: Property): boolean {
  return params.has('PREF') || /\bPREF\b/u.test(params.get('TYPE') ?? '');
}

/** Version 4 writes a link: `tel:+49-30-1234;ext=12`. */
function numberOf(value: string): string {
  return unescaped(value).replace(/^tel:/iu, '').replace(/;ext=/iu, ' ext. ').replace(/;.*$/u, '');
}

/** What kind of number it is: by its own word where it has one (`item1.X-ABLabel`), else by its type. */
function labelOf(one: Property, all: readonly Property[]): string {
  const own =
    one.group === '' ? undefined : all.find((other) => other.group === one.group && other.name === 'X-ABLABEL');
  if (own !== undefined)
    return unescaped(own.value)
      .replace(/^_\$!<(.*)>!\$_$/u, '$1')
      .toLowerCase();
  const type = one.params.get('TYPE') ?? '';
  if (/CELL|MOBILE|IPHONE/u.test(type)) return 'mobile';
  if (/HOME/u.test(type)) return 'home';
  return /WORK/u.test(type) ? 'work' : '';
}

function slackOf(properties: readonly Property[]): string {
  const own = properties.find((one) => one.name.startsWith('X-SLACK'));
  if (own !== undefined) return unescaped(own.value);
  const chat = properties.find(
    (one) =>
      /^(?:IMPP|X-SOCIALPROFILE)$/u.test(one.name) && /slack/iu.test(`${one.value}${[...one.params.values()].join()}`),
  );
  return chat === undefined ? '' : unescaped(chat.value).replace(/^(?:slack|x-apple):/iu, '');
}

/** The colon that ends the name and its parameters; one inside quotes does not. */
function colonOf(line: string): number {
  let quoted = false;
  for (let i = 0; i < line.length; i += 1) {
    if (line[i] === '"') quoted = !quoted;
    else if (line[i] === ':' && !quoted) return i;
  }
  return line.indexOf(':');
}

function splitOutsideQuotes(text: string, at: string): string[] {
  const found = [''];
  let quoted = false;
  for (const char of text) {
    if (char === '"') quoted = !quoted;
    if (char === at && !quoted) found.push('');
    else found[found.length - 1] += char;
  }
  return found;
}

/** The parts of a value: a sign with a backslash before it divides nothing. */
function parts(value: string, at: string): string[] {
  const found = [''];
  for (let i = 0; i < value.length; i += 1) {
    const char = value.charAt(i);
    if (char === '\\') {
      found[found.length - 1] += char + value.charAt(i + 1);
      i += 1;
    } else if (char === at) found.push('');
    else found[found.length - 1] += char;
  }
  return found.map((part) => unescaped(part).trim());
}

function unescaped(value: string): string {
  return value.replace(/\\([\s\S]?)/gu, (_whole, char: string) => (/^n$/iu.test(char) ? ' ' : char)).trim();
}

/** Bytes written as =XX, in UTF-8 or, where they are none, one letter a byte. */
function fromQuotedPrintable(text: string, charset: string): string {
  return text.replace(/(?:=[0-9a-f]{2})+/giu, (run) => {
    if (/UTF-?8/u.test(charset)) {
      try {
        return decodeURIComponent(run.replaceAll('=', '%'));
      } catch {
        // not UTF-8 after all
      }
    }
    return run.replace(/=([0-9a-f]{2})/giu, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  });
}
