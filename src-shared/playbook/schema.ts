// What a playbook is: the protocol as data that a team edits (docs/DOMAIN.md). Shape only; what the
// parts say about each other is in consistency.ts, reading a file in read-playbook.ts.
import { z } from 'zod';
import { approvalPart } from './approval.ts';
import { checklistsPart } from './checklists.ts';
import { due, hoursOrNone, minutes, minutesOrNone } from './due.ts';
import { handoverSection } from './handover.ts';
import { escalation } from './escalation.ts';
import { compliancePart } from './compliance.ts';
import { postMortemPart } from './post-mortem.ts';
import { roomPart } from './room.ts';
import { id, line, lines, listOf, mapOf, oneOf, section, wholeNumber, words, yesOrNo } from './words.ts';

/** The protocol's statuses, in order (DOMAIN.md 2). */
export const incidentStatuses = [
  'detected',
  'acknowledged',
  'investigating',
  'identified',
  'mitigating',
  'monitoring',
  'resolved',
  'closed',
] as const;

/** The moments a clock can wait for (DOMAIN.md 2). */
export const milestoneIds = [
  'impact-started',
  'alert-fired',
  'detected',
  'acknowledged',
  'declared',
  'commander-appointed',
  'status-page-posted',
  'executives-told',
  'identified',
  'mitigated',
  'impact-ended',
  'resolved',
  'closed',
] as const;

/** The public steps, in order (DOMAIN.md 7). */
export const statusPageSteps = ['investigating', 'identified', 'monitoring', 'resolved'] as const;

/** How a component stands, on the page (DOMAIN.md 7). */
export const componentStates = [
  'operational',
  'degraded-performance',
  'partial-outage',
  'major-outage',
  'under-maintenance',
] as const;

/** The four ways an executive lands in the room (DOMAIN.md 8). */
export const redirectSituations = ['wants-information', 'disputes-severity', 'gives-orders', 'lowers-morale'] as const;

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

const severityNumber = z.literal([1, 2, 3, 4], { error: words('a severity: 1, 2, 3 or 4', 'Write e.g. 3.') });

/** A line of text, or null: not set. */
function noneOr(text: z.ZodString) {
  return z
    .union([z.null(), z.literal('none'), text])
    .transform((value) => (value === 'none' ? null : value))
    .default(null);
}

function bySeverity<Value extends z.ZodType>(value: Value) {
  return section({ 1: value, 2: value, 3: value, 4: value });
}

const severity = section({
  name: line(12, 'SEV2'),
  label: line(30, 'Major'),
  means: lines(600, 'A core function is broken for 10 % of users or more'),
  examples: listOf(line(200, 'Checkout fails for everybody'), 1, 12, 'examples'),
  clocks: mapOf(id('acknowledge'), due, 'Write a line for each clock, e.g. acknowledge: 15.'),
  updateEveryMin: minutesOrNone,
  // where a source gives two numbers for the cadence, the shorter: from then on Warroom nudges
  updateEarliestMin: minutesOrNone.default(null),
  // whom it reaches and what it costs, where a source puts it in numbers: for eyes, nothing is timed by it
  reaches: noneOr(line(80, 'fewer than 10 % of users')),
  revenuePerHour: noneOr(line(80, 'more than $10,000')),
  warRoom: section({ open: yesOrNo(), how: line(200, 'Channel and bridge') }),
});

const clock = section({
  id: id('status-page'),
  label: line(40, 'Status page'),
  kind: oneOf(['duty', 'target']),
  from: oneOf(['declared', 'alert']),
  doneBy: oneOf(milestoneIds),
});

const role = section({
  id: id('scribe'),
  name: line(60, 'Scribe'),
  short: line(12, 'Scribe'),
  many: yesOrNo(),
  requiredFor: listOf(severityNumber, 0, 4, 'severities'),
  vacancyMin: minutesOrNone,
  ackMin: minutesOrNone,
  // not shown while nobody holds it and nothing asks for it: it is added when it is wanted
  onRequest: yesOrNo().default(false),
  card: section({
    do: listOf(line(200, 'Write down every decision with its time'), 1, 12, 'things to do'),
    dont: listOf(line(200, 'Do not wait to be asked'), 1, 12, 'things not to do'),
  }),
});

const template = lines(8_000, '"{{ incident.title }}"');

const componentState = z
  .union([z.null(), z.literal('none'), z.enum(componentStates)], {
    error: words(`a component state (${componentStates.join(', ')}) or "none"`, 'Write e.g. partial-outage.'),
  })
  .transform((value) => (value === 'none' ? null : value));

const step = section({
  label: line(30, 'Monitoring'),
  movesTo: oneOf(incidentStatuses),
  // null: the update names no state, so the page keeps what it shows
  componentState: bySeverity(componentState),
  notify: yesOrNo(),
  template,
});

const redirect = section({ label: line(60, 'Wants information'), script: template });

const question = section({ id: id('data-lost'), ask: line(200, 'Is data lost or corrupted?') });

const timeWords = words('a time of day from 00:00 to 24:00', 'Write e.g. "09:00".');
const timeOfDay = z.string({ error: timeWords }).regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/u, { error: timeWords });

const peopleWords = words('a number of people from 2 to 100 or "none"', 'Write e.g. 8.');
const peopleOrNone = z
  .union([z.null(), z.literal('none'), z.int().min(2, peopleWords).max(100, peopleWords)], { error: peopleWords })
  .transform((value) => (value === 'none' ? null : value));

const channelPattern = z
  .string({ error: words('a channel name with {slug} in it', 'Write e.g. "inc-{date}-{slug}".') })
  .regex(/^[a-z0-9_-]*(\{date\})?[a-z0-9_-]*\{slug\}[a-z0-9_-]*$/u, {
    error: words(
      'a channel name: lower case, digits, - and _, with {slug} in it and {date} before that',
      'Write e.g. "inc-{date}-{slug}".',
    ),
  })
  .max(60, { error: words('a channel name of at most 60 characters', 'Write e.g. "inc-{date}-{slug}".') });

/**
 * A playbook of an earlier version is read by every later one, from a file and from a record: whatever is added here is
 * optional, with a default that means "not set", and nothing that was allowed is forbidden.
 */
export const playbookSchema = section(
  {
    version: z.literal(1, { error: words('1, the version of this format', 'Write version: 1.') }),
    id: id('payments-team'),
    name: line(60, 'Payments team'),
    description: lines(600, 'How the payments team runs incidents'),
    businessHours: section({
      zone: line(60, 'Europe/Berlin').refine(isZone, {
        error: words('a time zone by its IANA name', 'Write e.g. Europe/Berlin or UTC.'),
      }),
      days: listOf(oneOf(weekdays), 1, 7, 'weekdays'),
      from: timeOfDay,
      to: timeOfDay,
    }),
    severities: bySeverity(severity),
    clocks: listOf(clock, 1, 20, 'clocks'),
    cadence: section({
      nudgeBeforeMin: minutes,
      snoozeMin: listOf(minutes, 1, 6, 'snooze times in minutes'),
      executivesEveryMin: minutesOrNone,
      checkInEveryMin: minutesOrNone,
    }),
    decisionTree: section({
      questions: listOf(
        section({ id: id('data-lost'), ask: line(200, 'Is data lost or corrupted?'), severity: severityNumber }),
        0, // none: the severity is picked by its definition
        30,
        'questions',
      ),
      otherwise: severityNumber,
      alsoAsk: listOf(question, 0, 10, 'questions'),
    }),
    roles: listOf(role, 1, 20, 'roles'),
    heldTogether: listOf(
      section({
        roles: listOf(id('ops'), 2, 4, 'role ids'),
        warning: line(200, 'The commander does no technical work'),
      }),
      0,
      20,
      'warnings',
    ),
    seat: section({ announceMin: minutesOrNone, limitMin: minutesOrNone }),
    handover: handoverSection,
    // the usual time-boxes, where nobody says another (DOMAIN.md 6)
    timeBoxes: section({
      hypothesisMin: minutesOrNone.default(null),
      taskMin: minutesOrNone.default(null),
      taskAckMin: minutesOrNone.default(null),
      actionMin: minutesOrNone.default(null),
    }).default({ hypothesisMin: null, taskMin: null, taskAckMin: null, actionMin: null }),
    warRoom: section({
      rules: listOf(line(200, 'No blame'), 0, 20, 'rules'),
      directVoicesMax: peopleOrNone,
    }),
    channels: section({
      pattern: channelPattern,
      date: oneOf(['YYYYMMDD', 'YYYY-MM-DD']),
      executives: line(80, 'exec-updates'),
      // where a new incident is announced; null: nowhere
      incidents: z
        .union([z.null(), z.literal('none'), line(80, 'incidents')], {
          error: words('the name of a channel or "none"', 'Write e.g. "#incidents".'),
        })
        .transform((value) => (value === 'none' ? null : value)),
      private: yesOrNo(),
    }),
    links: listOf(
      section({
        label: line(40, 'Status page'),
        url: line(500, 'https://status.example.com').regex(/^https:\/\/[^\s<>"|]+$/u, {
          error: words('an address that begins with https://', 'Write e.g. https://status.example.com.'),
        }),
      }),
      0,
      20,
      'links',
    ),
    delivery: section({ reviewAfterMin: minutes }),
    room: roomPart,
    lifecycle: section({
      baselineMin: minutesOrNone,
      // where a source gives two numbers, the longer: so long it may go on
      baselineUpToMin: minutesOrNone.default(null),
      postMortem: postMortemPart,
      resolveQuestions: listOf(question, 0, 20, 'questions'),
      closeQuestions: listOf(question, 0, 20, 'questions'),
    }),
    statusPage: section({
      holdSeconds: wholeNumber(1, 60, 'a whole number of seconds', 5),
      // a full report that a post can promise, and the sentence that promises it; null: none is offered
      reportHours: hoursOrNone.default(null),
      reportWords: noneOr(line(200, 'A full report follows within {hours} hours.')),
      approval: approvalPart,
      nextUpdateMin: bySeverity(minutesOrNone),
      steps: section({ investigating: step, identified: step, monitoring: step, resolved: step }),
    }),
    templates: section({
      declaration: template,
      roomUpdate: template,
      executiveUpdate: template,
      // what is said on the phone; null: no script
      callScript: z.union([z.null(), template]).default(null),
      // what the support team says to who calls or writes (S2); null: no script
      supportScript: noneOr(template),
      // documents, in Markdown but for the mail; null: Warroom's own text
      sitrep: noneOr(template),
      briefing: noneOr(template),
      postMortem: noneOr(template),
      internalMail: noneOr(template),
    }),
    redirects: section({
      'wants-information': redirect,
      'disputes-severity': redirect,
      'gives-orders': redirect,
      'lowers-morale': redirect,
    }),
    checklists: checklistsPart,
    escalation,
    compliance: compliancePart,
  },
  'a playbook, which begins with version: 1',
  'Begin with a copy of the built-in playbook.',
);

export type Playbook = z.output<typeof playbookSchema>;
export type PlaybookClock = Playbook['clocks'][number];
export type PlaybookRole = Playbook['roles'][number];
export type PlaybookQuestion = Playbook['lifecycle']['resolveQuestions'][number];
export type MilestoneId = (typeof milestoneIds)[number];
function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false; // RangeError: no such zone
  }
}
