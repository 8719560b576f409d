// Playbooks with a wrong value, key or name, each with the exact sentence its author reads: file, line, column, path, what
// was expected, what was found, how to mend it.
import { describe, expect, it } from 'vitest';
import { playbookSchema } from '../../src-shared/playbook/schema.ts';
import { changed, messages } from './team.ts';

const due =
  'a whole number of minutes, "none", "at once", "next business day", "business hours", or a map with minutes, with businessHours and offHours, with businessMinutes, with businessDays or with inWords';
const id = 'an id: a lower-case letter, then letters, digits or dashes, 40 at most';

describe('a playbook with one fault in its values', () => {
  it.each<[string, string, string, string]>([
    // values
    [
      'a word for minutes',
      'acknowledge: 120',
      'acknowledge: soon',
      `70:20 severities.3.clocks.acknowledge: expected ${due}, found "soon". Write e.g. 15.`,
    ],
    [
      'minutes below zero',
      'commander: 20',
      'commander: -5',
      `50:18 severities.2.clocks.commander: expected ${due}, found -5. Write e.g. 15.`,
    ],
    [
      'half minutes',
      'commander: 20',
      'commander: 2.5',
      `50:18 severities.2.clocks.commander: expected ${due}, found 2.5. Write e.g. 15.`,
    ],
    [
      'minutes in quotes',
      'commander: 20',
      'commander: "20"',
      `50:18 severities.2.clocks.commander: expected ${due}, found "20". Write e.g. 15.`,
    ],
    [
      'a cadence in words',
      'updateEveryMin: 30 ',
      'updateEveryMin: often ',
      '56:21 severities.2.updateEveryMin: expected a whole number of minutes from 1 to 525600 or "none", found "often". Write e.g. 15.',
    ],
    [
      'a later version',
      'version: 1',
      'version: 2',
      '4:10 version: expected 1, the version of this format, found 2. Write version: 1.',
    ],
    [
      'an id with spaces',
      'id: standard',
      'id: My Team',
      `5:5 id: expected ${id}, found "My Team". Write e.g. payments-team.`,
    ],
    ['an empty value', 'id: standard', 'id:', `5:4 id: expected ${id}, found nothing. Write e.g. payments-team.`],
    [
      'an empty value that could be left out',
      'when: users see it',
      'when:',
      '51:35 severities.2.clocks.status-page.when: expected a value, found nothing. Write one, or take the line out.',
    ],
    [
      'a city for a zone',
      'zone: UTC',
      'zone: Berlin',
      '11:9 businessHours.zone: expected a time zone by its IANA name, found "Berlin". Write e.g. Europe/Berlin or UTC.',
    ],
    [
      'a mistyped weekday',
      'tuesday',
      'tusday',
      '12:18 businessHours.days.1: expected one of "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", found "tusday". Did you mean "tuesday"?',
    ],
    [
      'no weekdays',
      '[monday, tuesday, wednesday, thursday, friday]',
      '[]',
      '12:9 businessHours.days: expected a list of 1 to 7 weekdays, found an empty list. Write each on its own line, beginning with "- ".',
    ],
    [
      'an hour that no day has',
      "'17:00'",
      "'25:00'",
      '14:7 businessHours.to: expected a time of day from 00:00 to 24:00, found "25:00". Write e.g. "09:00".',
    ],
    [
      'one value for a list',
      'snoozeMin: [5, 10, 15]',
      'snoozeMin: 5',
      '117:14 cadence.snoozeMin: expected a list of 1 to 6 snooze times in minutes, found 5. Write each on its own line, beginning with "- ".',
    ],
    [
      'yes for true',
      'many: true',
      'many: yes',
      '215:11 roles.4.many: expected true or false, found "yes". Write true or false, without quotes.',
    ],
    [
      'a component state that no page has',
      '1: major-outage',
      '1: broken',
      '283:28 statusPage.steps.investigating.componentState.1: expected a component state (operational, degraded-performance, partial-outage, major-outage, under-maintenance) or "none", found "broken". Write e.g. partial-outage.',
    ],
    [
      'a channel name with a space',
      "'inc-{date}-{slug}'",
      "'Inc {slug}'",
      '249:12 channels.pattern: expected a channel name: lower case, digits, - and _, with {slug} in it and {date} before that, found "Inc {slug}". Write e.g. "inc-{date}-{slug}".',
    ],
    [
      'a link that is no https address',
      "url: 'https://status.example.com'",
      "url: 'http://status.example.com'",
      '256:32 links.0.url: expected an address that begins with https://, found "http://status.example.com". Write e.g. https://status.example.com.',
    ],
    [
      'a name that turns its direction',
      'name: Standard',
      String.raw`name: "Stan\u202edard"`,
      String.raw`6:7 name: expected text without hidden characters, found "Stan\u202edard". Type it again by hand: it holds a control or direction character that cannot be seen.`,
    ],

    // keys
    [
      'a mistyped clock',
      '      acknowledge: 120',
      '      acknowlege: 120',
      '70:7 severities.3.clocks.acknowlege: expected a clock that this playbook has, found "acknowlege". Did you mean "acknowledge"?',
    ],
    [
      'a clock left out',
      '      acknowledge: 120 # S0: 2 h\n',
      '',
      '68:5 severities.3.clocks: expected a line for each clock, found none for "acknowledge". Write e.g. acknowledge: none.',
    ],
    [
      'a mistyped key',
      'updateEveryMin: 30 ',
      'updateEvery: 30 ',
      '56:5 severities.2.updateEvery: expected a key that a playbook has here, found "updateEvery". Did you mean "updateEveryMin"?',
    ],
    [
      'a mistyped key at the top',
      'seat:',
      'seats:',
      '233:1 seats: expected a key that a playbook has here, found "seats". Did you mean "seat"?',
    ],
    [
      'a mistyped key in a value of several shapes',
      'offHours: 30',
      'ofHours: 30',
      '49:41 severities.2.clocks.acknowledge.ofHours: expected a key that a playbook has here, found "ofHours". Did you mean "offHours"?',
    ],
    [
      'half of a value',
      ', offHours: 30',
      '',
      '49:7 severities.2.clocks.acknowledge.offHours: expected a whole number of minutes from 1 to 525600, found nothing. Write e.g. 15.',
    ],
    [
      'a key that nothing is like',
      'seat:',
      'zzz: 1\nseat:',
      `233:1 zzz: expected a key that a playbook has here, found "zzz". It can be ${Object.keys(playbookSchema.shape).join(', ')}.`,
    ],
    [
      'a key left out',
      '    label: Major\n',
      '',
      '39:3 severities.2.label: expected one line of text, 1 to 30 characters, found nothing. Write e.g. Major.',
    ],
    [
      'a key twice',
      '    label: Major\n',
      '    label: Major\n    label: Big\n',
      '42:5 severities.2.label: expected each key once, found "label" again. Keep one of the two.',
    ],

    // what the parts say about each other
    [
      'an unknown milestone',
      'doneBy: acknowledged',
      'doneBy: aknowledged',
      '106:78 clocks.1.doneBy: expected one of "impact-started", "alert-fired", "detected", "acknowledged", "declared", "commander-appointed", "status-page-posted", "executives-told", "identified", "mitigated", "impact-ended", "resolved", "closed", found "aknowledged". Did you mean "acknowledged"?',
    ],
    [
      'an unknown status',
      'movesTo: monitoring',
      'movesTo: watching',
      '300:16 statusPage.steps.monitoring.movesTo: expected one of "detected", "acknowledged", "investigating", "identified", "mitigating", "monitoring", "resolved", "closed", found "watching".',
    ],
    [
      'an unknown role',
      'roles: [ic, ops]',
      'roles: [ic, opps]',
      '229:17 heldTogether.0.roles.1: expected a role that this playbook has, found "opps". Did you mean "ops"?',
    ],
    [
      'a role twice',
      '- id: scribe',
      '- id: ops',
      '196:9 roles.3.id: expected an id that is used once in this list, found "ops" again. Give it another id.',
    ],
    [
      'many commanders',
      'short: IC\n    many: false',
      'short: IC\n    many: true',
      '147:11 roles.0.many: expected false: there is one incident commander at a time, found true. Write many: false.',
    ],
    [
      'a tree without an end',
      '  otherwise: 4\n',
      '',
      '123:1 decisionTree.otherwise: expected a severity: 1, 2, 3 or 4, found nothing. Write e.g. 3.',
    ],
    [
      'a tree to SEV5',
      'severity: 3 }\n    - { id: lesser',
      'severity: 5 }\n    - { id: lesser',
      '134:107 decisionTree.questions.7.severity: expected a severity: 1, 2, 3 or 4, found 5. Write e.g. 3.',
    ],
    [
      'an office that closes before it opens',
      "'17:00'",
      "'08:00'",
      '14:7 businessHours.to: expected a time after "09:00", found "08:00". Write from and to of one day, e.g. "09:00" and "17:00".',
    ],
    [
      'a handover announced after it is due',
      'announceMin: 210',
      'announceMin: 300',
      '234:16 seat.announceMin: expected fewer minutes than limitMin, which is 240, found 300. A handover is announced before it is due. Write e.g. 210.',
    ],
  ])('%s', (_what, from, to, message) => {
    expect(messages(changed(from, to))).toEqual([`team.yaml:${message}`]);
  });
});
