// Compliance, as a playbook writes it: flags, and what each changes in the cockpit (DOMAIN.md 11).
import { z } from 'zod';
import { id, line, listOf, section, wholeNumber, words, yesOrNo } from './words.ts';

const severity = z
  .union([z.null(), z.literal(['none', 1, 2, 3, 4])], {
    error: words('a severity from 1 to 4, or "none"', 'Write e.g. 1.'),
  })
  .transform((value) => (value === 'none' ? null : value));

const kind = section({
  id: id('pii'),
  label: line(60, 'Personal data of customers'),
  // who has to be there besides those that the flag itself asks for
  roles: listOf(id('privacy'), 0, 10, 'role ids'),
});

const flag = section({
  id: id('personal-data'),
  label: line(60, 'Personal data exposed'),
  banner: line(300, 'Do not delete logs. They are evidence.'),
  // the severity that it makes of the incident, where that is lower; "none" leaves it
  severity,
  needToKnow: yesOrNo(),
  legalHold: yesOrNo(),
  kinds: listOf(kind, 0, 10, 'kinds'),
  // roles that must be filled while it is up, and the minutes until an empty one is overdue; 0: at once
  roles: listOf(id('legal'), 0, 10, 'role ids'),
  vacancyMin: wholeNumber(0, 10_080, 'a whole number of minutes', 10).default(0),
  // who has to hear of it, as the clock says it, and in how many minutes
  tell: section({
    label: line(60, 'CFO told'),
    withinMin: wholeNumber(0, 10_080, 'a whole number of minutes', 5),
  }).optional(),
  // a checklist that shows once the flag was up
  checklist: id('evidence').optional(),
});

/** Not set: no flags, and no words of the team's own. */
export const compliancePart = section({
  flags: listOf(flag, 0, 20, 'flags'),
  redact: listOf(line(80, 'Project Nightingale'), 0, 200, 'words').default([]),
}).default({ flags: [], redact: [] });

export type PlaybookFlag = z.output<typeof flag>;
