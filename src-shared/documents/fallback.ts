// What is said when the room cannot be reached: a mail, an SMS, a text to be read aloud on the bridge; and the one catch-up for the
// room when it is back. Pure, from the record; of a need-to-know incident with nothing personal in it (DOMAIN.md 11).
import { leaving } from '../incident/compliance.ts';
import { WAY_WORDS } from '../incident/elsewhere.ts';
import type { Incident } from '../incident/index.ts';
import { nameOf } from '../incident/people.ts';
import { inCommand, nameInCommand } from '../incident/in-command.ts';
import { formatClock } from '../text/clock-times.ts';
import { doingFacts, incidentFacts, timeFacts } from './facts.ts';
import { internalMail, nextUpdateWords } from './internal-mail.ts';
import { seenFromOutside } from './outside.ts';
import { clause, moment, severityWords, shortened, type Reading } from './words.ts';

export interface FallbackText {
  id: 'mail' | 'sms' | 'sms-long' | 'bridge';
  name: string;
  text: string;
  /** how it counts, where that matters */
  count: string;
}

export function fallbackTexts(record: Incident, reading: Reading): FallbackText[] {
  if (record.declaration === null) return [];
  return [
    { id: 'sms', name: 'SMS', ...sms(record, reading, 160) },
    { id: 'sms-long', name: 'SMS, longer', ...sms(record, reading, 306) },
    { id: 'bridge', name: 'Bridge', text: bridgeText(record, reading), count: 'to be read aloud' },
    { id: 'mail', name: 'Mail', text: internalMail(record, reading).text, count: '' },
  ];
}

/** Whole sentences, one breath each: nobody sees what is read to them. */
function bridgeText(record: Incident, reading: Reading): string {
  const { title, severity, status, impact } = factsOf(record, reading);
  const { level } = record.severity;
  return [
    `This is an update on the incident "${title}".`,
    `Severity ${level}${severityWords(record).replace(severity, '').replace(/^ /u, ', ')}. Status: ${status.toLowerCase()}.`,
    `Impact: ${impact}.`,
    `What is being done: ${doing(record, reading)}.`,
    `The incident commander is ${commander(record)}.`,
    `The next update is ${nextUpdateWords(record, reading)}.`,
    'If you have something to report, say your name first.',
  ].join('\n');
}

/** What has to stand stands; the title and what is being done give way. */
function sms(record: Incident, reading: Reading, most: number): { text: string; count: string } {
  const { number, title, severity, status } = factsOf(record, reading);
  const { utc } = timeFacts(record.cadence.room.dueAt, reading);
  const end = ` ${status}. IC ${shortened(commander(record), 30)}.${utc === '' ? '' : ` Next ${utc}`}`;
  const head = `${number} ${severity} `;
  const room = most - head.length - end.length - 1;
  const named = shortened(title, Math.min(room, 70));
  const work = ` ${shortened(capital(doing(record, reading)), Math.max(room - named.length - 2, 0))}.`;
  const whole = `${head}${named}.${room - named.length > 20 ? work : ''}${end}`;
  // One letter outside of the short alphabet, such as the sign for an ellipsis, makes each message less than half as long.
  const text = whole.replace(/…\.?/gu, '.').replace(/\s+/gu, ' ');
  return { text, count: smsCount(text) };
}

/** Characters, and how many messages a phone makes of them (GSM 03.38: 160, or 153 of several; else 70 and 67). */
export function smsCount(text: string): string {
  const gsm = GSM.test(text);
  const length = gsm ? text.length + (text.match(/[\^{}\\[~\]|€]/gu)?.length ?? 0) : text.length;
  const messages = length <= (gsm ? 160 : 70) ? 1 : Math.ceil(length / (gsm ? 153 : 67));
  const why = gsm || messages === 1 ? '' : ', because of letters such as those with two marks';
  return `${length} characters, ${messages === 1 ? '1 message' : `${messages} messages`}${why}`;
}

const GSM = /^[\n\r !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ^{}\\[~\]|€]*$/u;

const MOST_TOLD = 10;
const LONGEST_TOLD = 400;

/** For the room, once, when it is back: what was said elsewhere since it went, and how things stand. `since`: ms. */
export function catchUpText(record: Incident, since: number, reading: Reading): string {
  const { status } = factsOf(record, reading);
  const told = record.elsewhere.told.filter(({ at }) => at >= since);
  const shown = told.slice(-MOST_TOLD);
  const update = latestUpdate(record);
  const left = told.length - shown.length;
  return [
    `This channel could not be reached from ${moment(since, reading)} on. This is where things stand now.`,
    `Status: ${status}, ${severityWords(record)}. Incident commander: ${commander(record)}.`,
    ...(update === null ? [] : [`The latest update is #${update.number} of ${moment(update.at, reading)}.`]),
    `Next update: ${nextUpdateWords(record, reading)}.`,
    ...(told.length === 0 ? ['Nothing was said elsewhere meanwhile.'] : ['Said elsewhere meanwhile:']),
    ...(left === 0 ? [] : [`- ${left} earlier, in the timeline`]),
    ...shown.map(({ at, by, way, text, reached }) => {
      const to = reached === undefined ? '' : `, to ${clean(record, reached)}`;
      const words = shortened(clean(record, text), LONGEST_TOLD);
      return `- ${formatClock(at, 'UTC', 'to-the-minute')} UTC ${nameOf(record, by)} ${WAY_WORDS[way]}${to}: ${words}`;
    }),
  ].join('\n');
}

function factsOf(record: Incident, reading: Reading) {
  const facts = incidentFacts(seenFromOutside(record), reading);
  return { ...facts, impact: facts.impact === '' ? 'not known yet' : facts.impact };
}

function clean(record: Incident, text: string): string {
  return leaving(record, text).text;
}

function latestUpdate(record: Incident): { number: number; at: number; text: string } | null {
  const update = record.cadence.room.updates.at(-1);
  return update === undefined ? null : { ...update, text: clean(record, update.text) };
}

function doing(record: Incident, reading: Reading): string {
  const all = doingFacts(record, reading);
  return all.length === 0 ? 'looking for the cause' : clean(record, all.map(clause).join('; '));
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function commander(record: Incident): string {
  return inCommand(record) === null ? 'nobody yet' : nameInCommand(record);
}
