// The escalation part of a playbook (DOMAIN.md 10): chains of positions with their minutes, whom to tell at once, what
// the commander is asked after a while, and when the phone book counts as old. Who stands on a position is not said here:
// the phone book and the incident say it.
import { z } from 'zod';
import { minutesOrNone } from './due.ts';
import { id, line, listOf, oneOf, section, wholeNumber, words } from './words.ts';

/** A year: longer is a slip. */
const longest = 525_600;
const fromZero = (example: number) => wholeNumber(0, longest, 'a whole number of minutes', example);

const severities = listOf(
  z.literal([1, 2, 3, 4], { error: words('a severity: 1, 2, 3 or 4', 'Write e.g. 3.') }),
  1,
  4,
  'severities',
);
const position = line(60, 'Secondary on-call');
const questionId = id('data-exposed');

const step = section({
  position,
  /** minutes after the round began */
  afterMin: fromZero(5),
  /** left out: at every severity */
  severities: severities.optional(),
});

const chain = section({
  id: id('on-call'),
  name: line(60, 'On call, then up'),
  /** how often it is gone through before it gives up */
  rounds: wholeNumber(1, 10, 'a number of rounds', 3),
  /** minutes from the start of one round to the next; none: the next begins when the last one called did not answer */
  roundMin: minutesOrNone.default(null),
  steps: listOf(step, 1, 20, 'steps'),
});

/** What of an incident makes a rule apply; any of them is enough. */
const trigger = {
  severities: severities.optional(),
  /** questions of the decision tree, or asked beside it, that were answered with yes */
  answered: listOf(questionId, 1, 10, 'ids of questions').optional(),
};

const notice = section({
  id: id('sev1-told'),
  label: line(60, 'VP and CTO told'),
  ...trigger,
  positions: listOf(position, 1, 10, 'positions'),
  /** 0: it is overdue at once */
  withinMin: fromZero(5),
  /** the compliance flag that tells these people as well: once it is raised, its clock is the one */
  flag: id('personal-data').optional(),
});

const asked = section({
  id: id('stuck'),
  ask: line(200, 'Stuck for 30 min: call the secondary?'),
  ...trigger,
  /** what the minutes are counted from: the declaration, or the last thing that moved the incident on */
  since: oneOf(['declared', 'progress']),
  afterMin: fromZero(30),
  /** from then on it is not asked any more; left out: until it is over */
  until: oneOf(['acknowledged', 'identified', 'mitigated']).optional(),
  /** who is called on a yes; left out: more people are asked for on the role board */
  position: position.optional(),
});

const dayWords = words('a whole number of days from 1 to 3650 or "none"', 'Write e.g. 30.');

const NOT_SET = { chains: [], atOnce: [], questions: [], phoneBookOldDays: null };

export const escalation = section({
  chains: listOf(chain, 0, 10, 'chains'),
  atOnce: listOf(notice, 0, 20, 'notices').default([]),
  questions: listOf(asked, 0, 20, 'questions').default([]),
  /** from so many days on the phone book is called old; null: never */
  phoneBookOldDays: z
    .union([z.null(), z.literal('none'), z.int().min(1, dayWords).max(3650, dayWords)], { error: dayWords })
    .transform((value) => (value === 'none' ? null : value))
    .default(null),
}).default(NOT_SET);

export type EscalationRules = z.output<typeof escalation>;
export type EscalationChain = EscalationRules['chains'][number];
export type EscalationNotice = EscalationRules['atOnce'][number];
export type EscalationQuestion = EscalationRules['questions'][number];
