// What holds for any text at all, made of the pieces that hurt: some of the doors are tried a hundred thousand times in
// `npm test`, and as often as one likes with `npm run hostile -- --cases N`.
import fc from 'fast-check';
import { escaped, escapedWithin } from '../../src-main/integrations/slack/render.ts';
import { withinCaps } from '../../src-main/bridge/caps.ts';
import { fileFor } from '../../src-main/shell/app-files.ts';
import { examineLink } from '../../src-main/shell/security/links.ts';
import { parseCommand } from '../../src-shared/incident/index.ts';
import { cleanText } from '../../src-shared/text/clean.ts';
import { parseComposer } from '../../src-shared/text/composer.ts';
import { readPastedTimeline } from '../../src-shared/text/pasted-timeline.ts';
import { readCsv } from '../../src-shared/text/phone-book/csv.ts';
import { readPeople } from '../../src-shared/text/phone-book/read.ts';
import { peopleAsCsv } from '../../src-shared/text/phone-book/write.ts';
import { telUrl } from '../../src-shared/text/phone-numbers.ts';
import { redact } from '../../src-shared/text/redaction.ts';
import { NIGHT } from '../journal/kit.ts';
import { hostileClasses } from './classes.ts';

export interface Property {
  name: string;
  /** its part of all cases */
  share: number;
  /** runs so many cases; the words of what does not hold, or null */
  run: (cases: number, seed: number) => string | null;
}

/** Short enough that a hundred thousand of them are quick; the long ones have their own turn in the matrix. */
const pieces = hostileClasses.flatMap(({ inputs }) => inputs).map((input) => input.slice(0, 120));
const joints = [
  '',
  ' ',
  '\n',
  '|',
  ': ',
  ' - ',
  '"',
  ',',
  ';',
  '\\',
  '\u200B',
  '\u202E',
  '\u0000',
  '-4m ',
  '14:32 ',
  'd ',
  't @',
];
const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...pieces) },
  { weight: 2, arbitrary: fc.constantFrom(...joints) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
);
export const hostileText = fc.array(piece, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));

const place = { now: NIGHT, zone: 'Europe/Berlin', people: [{ id: '1', name: 'Tran B' }] };
/** What of Slack's markup could still call somebody, link or be undone twice. */
const LIVE = /[<>]|&(?!(?:amp|lt|gt);)/u;
// oxlint-disable-next-line no-control-regex -- these are what must not be left
const UNSEEN = /[\u0000-\u0008\u000B-\u001F\u007F\u202A-\u202E\u2066-\u2069]/u;

function holds<Inputs extends [unknown, ...unknown[]]>(property: fc.IProperty<Inputs>): Property['run'] {
  return (numRuns, seed) => {
    const result = fc.check(property, { numRuns, seed });
    return result.failed ? (fc.defaultReportMessage(result) ?? 'It does not hold.') : null;
  };
}

export const properties: readonly Property[] = [
  {
    name: 'cleaned text is well-formed, shows nothing that turns or hides, and stays the same when cleaned again',
    share: 0.2,
    run: holds(
      fc.property(hostileText, (text) => {
        const { text: clean } = cleanText(text);
        return clean.isWellFormed() && !UNSEEN.test(clean) && cleanText(clean).text === clean;
      }),
    ),
  },
  {
    name: 'what goes to Slack holds none of its markup, however it is cut',
    share: 0.2,
    run: holds(
      fc.property(hostileText, fc.integer({ min: 1, max: 300 }), (text, most) => {
        const cut = escapedWithin(text, most);
        return !LIVE.test(escaped(text)) && !LIVE.test(cut) && cut.length <= Math.max(1, most);
      }),
    ),
  },
  {
    name: 'the composer takes any line, never in the future, never longer than was typed',
    share: 0.15,
    run: holds(
      fc.property(hostileText, (line) => {
        const read = parseComposer(line, place);
        return read.type !== 'entry' || (read.at <= NIGHT && read.text.length <= line.normalize('NFC').length);
      }),
    ),
  },
  {
    name: 'a command is understood or refused in words, never thrown at',
    share: 0.15,
    run: holds(
      fc.property(
        hostileText,
        fc.jsonValue({ maxDepth: 3 }),
        fc.constantFrom('text', 'title', 'person', '__proto__'),
        (text, value, field) => {
          for (const command of [
            value,
            { id: '0'.repeat(26), type: 'timeline.log', kind: 'note', text, [field]: value },
          ]) {
            const read = parseCommand(command);
            if (!read.ok && read.refusal.message.length < 10) return false;
          }
          return (
            withinCaps({ text, value }, { bytes: 1_000_000, depth: 32 }) && Object.keys(Object.prototype).length === 0
          );
        },
      ),
    ),
  },
  {
    name: 'no address leads to a file elsewhere, and only https and numbers leave',
    share: 0.15,
    run: holds(
      fc.property(hostileText, (text) => {
        const file = fileFor('/srv/warroom', `app://warroom/${text}`);
        const looked = examineLink(text);
        return (
          (file === null || file.startsWith('/srv/warroom/')) && (!looked.ok || /^(?:https|tel):/u.test(looked.url))
        );
      }),
    ),
  },
  {
    name: 'a paste loses no line and throws at none',
    share: 0.05,
    run: holds(
      fc.property(fc.array(hostileText, { maxLength: 5 }), (lines) => {
        const { counts, rows } = readPastedTimeline(lines.join('\n'), place);
        return rows.length === counts.rows && rows.every(({ text }) => text.isWellFormed());
      }),
    ),
  },
  {
    name: 'a phone book is read, and written as CSV begins no cell with a formula',
    share: 0.05,
    run: holds(
      fc.property(hostileText, hostileText, (name, position) => {
        const quoted = [name, position].map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
        const { people } = readPeople(`name,position,phone\n${quoted},112`);
        const { rows } = readCsv(peopleAsCsv(people.map(({ person }) => person)), 100);
        return rows.every(({ cells }) => cells.every((cell) => !/^[=+\-@\t\r]/u.test(cell) || telUrl(cell) !== null));
      }),
    ),
  },
  {
    name: 'what is redacted is found no second time',
    share: 0.05,
    run: holds(
      fc.property(hostileText, (text) => {
        const once = redact(`${text} jane.roe@example.com`, ['Jane Roe']);
        return !once.text.includes('jane.roe@example.com') && redact(once.text, ['Jane Roe']).text === once.text;
      }),
    ),
  },
];

/** Runs so many cases in all; the words of each property that does not hold. `told`: how many were tried of each. */
export function runProperties(
  cases: number,
  seed: number,
  told: (name: string, cases: number) => void = () => {},
): string[] {
  return properties.flatMap(({ name, share, run }) => {
    const count = Math.ceil(cases * share);
    const broken = run(count, seed);
    told(name, count);
    return broken === null ? [] : [`${name}: ${broken}`];
  });
}
