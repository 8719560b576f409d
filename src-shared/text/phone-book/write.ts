// The phone book as a CSV for a spreadsheet, in a form that reads back as it was.
import type { PhoneBookPerson } from '../../phone-book.ts';
import { telUrl } from '../phone-numbers.ts';

const HEADINGS = ['Name', 'Position', 'Team', 'Mail', 'Slack', 'PagerDuty'];

export function peopleAsCsv(people: readonly PhoneBookPerson[]): string {
  const most = Math.max(1, ...people.map((one) => one.phones.length));
  const phoneHeadings = Array.from({ length: most }, (_, i) => [
    `Phone ${i + 1} - Type`,
    `Phone ${i + 1} - Value`,
  ]).flat();
  const rows = people.map((one) => [
    one.name,
    one.position ?? '',
    one.team ?? '',
    one.email ?? '',
    one.slack ?? '',
    one.pagerduty ?? '',
    ...Array.from({ length: most }, (_, i) => [one.phones[i]?.label ?? '', one.phones[i]?.number ?? '']).flat(),
  ]);
  // The mark at the front tells a spreadsheet that this is UTF-8.
  return `\ufeff${[[...HEADINGS, ...phoneHeadings], ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** A cell that a spreadsheet would run as a formula is marked as text; a number to dial is none. */
function cell(text: string): string {
  const safe = /^'*[=+\-@\t\r]/u.test(text) && telUrl(text) === null ? `'${text}` : text;
  return /[",;\r\n']/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
