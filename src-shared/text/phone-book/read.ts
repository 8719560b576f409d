// A phone book from what people have: a CSV of Google, Outlook or their own, or vCards. Says what was understood and what
// not; nothing in it is ever run, and nothing is added by reading. Never throws, whatever the text.
import { sameName } from '../../incident/people.ts';
import { LONGEST, MAX_PEOPLE, MAX_PHONES, type PhoneBookPerson } from '../../phone-book.ts';
import { cleanText, firstCodePoints } from '../clean.ts';
import { columnsByContent, columnsOf, hasNames, type Column, type Field } from './columns.ts';
import { readCsv, type CsvRow } from './csv.ts';
import { readCards } from './vcard.ts';

export interface FoundPerson {
  /** where it stands in the text, from 1 */
  line: number;
  person: PhoneBookPerson;
  /** what to look at before it is added */
  notes: readonly string[];
}

export interface FoundPeople {
  format: 'csv' | 'vcard';
  people: readonly FoundPerson[];
  /** lines that give nobody, and why */
  skipped: readonly { line: number; reason: string; raw: string }[];
  /** of a CSV: each column and what it was taken for; null: left out */
  columns: readonly { header: string; means: string | null }[];
  warnings: readonly string[];
  /** why there is nobody; null: there is */
  problem: string | null;
}

/** More than this is no phone book. */
export const MAX_BOOK = 4_000_000;

const MEANS: Readonly<Record<Field, string>> = {
  name: 'Name',
  first: 'Name',
  middle: 'Name',
  last: 'Name',
  position: 'Position',
  team: 'Team',
  phone: 'Phone',
  email: 'Mail',
  slack: 'Slack',
  pagerduty: 'PagerDuty',
};

export function readPeople(raw: string): FoundPeople {
  const text = raw.slice(0, MAX_BOOK).replace(/^\ufeff/u, '');
  const found = /^\s*BEGIN:VCARD/iu.test(text) ? fromCards(text) : fromCsv(text);
  const people = together(found.people);
  const warnings = [
    ...found.warnings,
    ...(raw.length > MAX_BOOK
      ? [`Only the first ${(MAX_BOOK / 1_000_000).toFixed(0)} million characters were read.`]
      : []),
    ...(people.length >= MAX_PEOPLE ? [`Only the first ${MAX_PEOPLE.toLocaleString('en')} people are taken.`] : []),
  ];
  return {
    ...found,
    people,
    warnings,
    problem: people.length > 0 ? null : (found.problem ?? 'Nobody with a name was found in it.'),
  };
}

type Part = Omit<FoundPeople, 'people'> & { people: FoundPerson[] };

function fromCards(text: string): Part {
  const { cards, unclosed } = readCards(text, MAX_PEOPLE);
  const people: FoundPerson[] = [];
  const skipped: FoundPeople['skipped'][number][] = [];
  for (const card of cards) {
    if (!card.isPerson)
      skipped.push({ line: card.line, reason: 'A group, not a person', raw: card.name.slice(0, 100) });
    else {
      const made = personOf(card);
      if (made === null) skipped.push({ line: card.line, reason: 'No name', raw: card.email.slice(0, 100) });
      else people.push({ line: card.line, ...made });
    }
  }
  return {
    format: 'vcard',
    people,
    skipped,
    columns: [],
    warnings: unclosed === null ? [] : [`The card in line ${unclosed} has no end (END:VCARD) and was left out.`],
    problem: null,
  };
}

function fromCsv(text: string): Part {
  const { rows, openQuote } = readCsv(text, MAX_PEOPLE + 1);
  const [first] = rows;
  const none = { format: 'csv' as const, people: [], skipped: [], columns: [], warnings: [] };
  if (first === undefined) return { ...none, problem: 'There is nothing in it yet. Paste contacts, or choose a file.' };
  const named = columnsOf(first.cells);
  const headed = hasNames(named);
  const columns = headed ? named : columnsByContent(rows.slice(0, 50).map((row) => row.cells));
  if (!hasNames(columns))
    return {
      ...none,
      problem:
        'No column with names was found. Give the first line headings: Name, Position, Team, Phone, Mail, Slack.',
    };
  const people: FoundPerson[] = [];
  const skipped: FoundPeople['skipped'][number][] = [];
  for (const row of headed ? rows.slice(1) : rows) {
    const made = personOf(fieldsOf(row, columns));
    if (made === null)
      skipped.push({ line: row.line, reason: 'No name', raw: row.cells.join(' ').trim().slice(0, 100) });
    else people.push({ line: row.line, ...made });
  }
  return {
    format: 'csv',
    people: people.slice(0, MAX_PEOPLE),
    skipped,
    columns: columns.map(({ header, field }) => ({ header, means: field === null ? null : MEANS[field] })),
    warnings: [
      ...(headed ? [] : ['There is no line of headings: the columns were guessed by what is in them.']),
      ...(openQuote === null
        ? []
        : [`A quote is opened in line ${openQuote} and never closed: look at what comes after it.`]),
    ],
    problem: null,
  };
}

interface RawPerson {
  name: string;
  position: string;
  team: string;
  phones: readonly { number: string; label: string }[];
  email: string;
  slack: string;
  pagerduty?: string;
}

function fieldsOf(row: CsvRow, columns: readonly Column[]): RawPerson {
  const all = (field: Field): string[] =>
    columns
      .flatMap((column, i) => (column.field === field ? [cellText(row.cells[i] ?? '')] : []))
      .filter((text) => text !== '');
  const phones = columns.flatMap((column, i) =>
    column.field !== 'phone'
      ? []
      : several(cellText(row.cells[i] ?? '')).map((number) => ({
          number,
          label:
            column.labelIn === undefined
              ? (column.label ?? '')
              : cellText(row.cells[column.labelIn] ?? '')
                  .replace(/^(?:\*\s*)+/u, '')
                  .toLowerCase(),
        })),
  );
  return {
    name: all('name')[0] ?? [...all('first'), ...all('middle'), ...all('last')].join(' '),
    position: all('position')[0] ?? '',
    team: all('team')[0] ?? '',
    phones,
    email: several(all('email')[0] ?? '')[0] ?? '',
    slack: all('slack')[0] ?? '',
    pagerduty: all('pagerduty')[0] ?? '',
  };
}

/** Google writes several values into one cell. */
function several(cell: string): string[] {
  return cell
    .split(' ::: ')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

/** Spreadsheets keep a number whole as ="+49 30" or '+49 30; the rest of a formula is text here, and stays text. */
function cellText(cell: string): string {
  const text = cell.trim();
  return (/^="([^"]*)"$/u.exec(text)?.[1] ?? text).replace(/^'(?='*[=+\-@])/u, '').trim();
}

function personOf(raw: RawPerson): { person: PhoneBookPerson; notes: string[] } | null {
  const notes: string[] = [];
  const fit = (text: string, what: keyof typeof LONGEST): string => {
    const clean = cleanText(text.slice(0, 2_000)).text.replace(/\s+/gu, ' ').trim();
    const cut = firstCodePoints(clean, LONGEST[what]).trim();
    if (cut !== clean) notes.push(`The ${what} was too long and is cut`);
    return cut;
  };
  const name = fit(raw.name, 'name');
  if (name === '') return null;
  if (/^[=@]/u.test(name)) notes.push('The name looks like a formula; it is kept as text');
  const phones = raw.phones
    .map(({ number, label }) => ({ number: fit(number, 'number'), label: fit(label, 'label') }))
    .filter(({ number }, i, all) => number !== '' && all.findIndex((other) => other.number === number) === i);
  if (phones.some(({ number }) => !/\d{3}/u.test(number))) notes.push('A phone number has no digits');
  if (phones.length > MAX_PHONES) notes.push(`Only ${MAX_PHONES} of ${phones.length} numbers are kept`);
  const email = fit(raw.email, 'email');
  if (email !== '' && !/^[^\s@]+@[^\s@]+$/u.test(email)) notes.push('The mail address looks wrong');
  const position = fit(raw.position, 'position');
  const team = fit(raw.team, 'team');
  const slack = fit(raw.slack, 'slack');
  const pagerduty = fit(raw.pagerduty ?? '', 'pagerduty');
  if (phones.length === 0 && email === '' && slack === '') notes.push('No way to reach them');
  return {
    person: {
      name,
      ...(position === '' ? {} : { position }),
      ...(team === '' ? {} : { team }),
      phones: phones.slice(0, MAX_PHONES).map(({ number, label }) => ({ number, ...(label === '' ? {} : { label }) })),
      ...(email === '' ? {} : { email }),
      ...(slack === '' ? {} : { slack }),
      ...(pagerduty === '' ? {} : { pagerduty }),
    },
    notes,
  };
}

/** One name, one person: what a second line knows is added to the first. */
function together(found: readonly FoundPerson[]): FoundPerson[] {
  const byName = new Map<string, FoundPerson>();
  for (const one of found) {
    const key = sameName(one.person.name);
    const before = byName.get(key);
    if (before === undefined) {
      byName.set(key, one);
      continue;
    }
    const phones = [...before.person.phones, ...one.person.phones].filter(
      ({ number }, i, all) => all.findIndex((other) => other.number === number) === i,
    );
    byName.set(key, {
      line: before.line,
      person: { ...one.person, ...before.person, phones: phones.slice(0, MAX_PHONES) },
      notes: [...before.notes, `Also in line ${one.line}: put together`],
    });
  }
  return [...byName.values()];
}
