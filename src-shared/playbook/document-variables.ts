// The variables of the documents that are made of facts: each fact is one line of Markdown in which no name or text can break
// anything. The mail is plain text.
import { list, perhaps, text } from './variable.ts';

const incident = {
  number: text('the number for eyes', 'INC-20250228-01'),
  title: text('the title', 'Payments fail for some users'),
  severity: text('the severity', 'SEV1'),
  severityName: perhaps('the name of the severity; empty: it has none', 'Critical'),
  status: text('where the incident stands', 'Identified'),
  course: text('how long it goes on, or how long it took', '24 min since declared'),
};
const now = {
  utc: text('the time now, UTC', '14:56 UTC'),
  local: perhaps('the time now, local; empty: local is UTC', '15:56 CET'),
};

export const documentTable = {
  sitrep: {
    incident,
    now,
    impact: text('whom it hits and how, and since when', 'About 30 % of card payments fail. Since 14:28 UTC'),
    trend: text(
      'where it goes: up, down or unchanged',
      'severity raised from SEV2 to SEV1 at 14:40 UTC: checkout fails too',
    ),
    components: list('the components that do not work as usual, by state', ['**Partial outage:** Payments']),
    cause: perhaps('the cause; empty until it is confirmed', 'H2 A bad deploy (errors began with v2.4.0)'),
    working: list('the hypotheses that are open', [
      '**Working hypothesis:** H3 The cache, tested by Tran B, 4 min left',
    ]),
    ruledOut: list('the hypotheses that are ruled out', ['**Ruled out:** H1 The pool is exhausted (90 of 500 in use)']),
    seen: list('what was seen since the last SITREP', ['14:41 Error rate at 34 %']),
    seenSince: text('when that begins, in words', 'since the last SITREP, 14:40 UTC'),
    actions: list('the open actions, tasks and proposals, and new decisions', ['**Under way:** Rolling back, Tran B']),
    done: list('what was done since the last SITREP', ['14:45 Traffic moved to the second region']),
    doneSince: text('when that begins, in words', 'since the last SITREP, 14:40 UTC'),
    needs: list('what is missing, late or at risk', ['**Overdue:** Status page posted, due 4 min ago']),
    communication: list('what was said to whom, and when the next word is due', ['**Room:** update #2 at 14:41 UTC']),
  },
  briefing: {
    incident,
    now,
    from: text('the person who hands over', 'Nguyen A'),
    to: perhaps('the person who takes over; empty: no name yet', 'Dana E'),
    howBad: list('the severity, the impact, and which way it went', [
      'SEV1 Critical, identified, 24 min since declared',
    ]),
    happened: list('the course, what is confirmed and open, what was decided', ['Impact began 14:28 (UTC)']),
    tried: list('the actions that ended, and what came of them', ['14:50 Restarted the pool: no change']),
    ruledOut: list('the hypotheses that are ruled out, with the evidence', ['H1 The pool is exhausted (90 of 500)']),
    todo: list('the open actions, proposals and tasks, with owner and time', ['Task: Watch the rate, Hoang D']),
    promised: list('what was said to whom, and what comes next by when', ['**Next update:** 15:15 UTC']),
    next: list('what could come next: if this, then that', [
      'If "Rolling back" does not help: decide on the next step',
    ]),
    needs: list('what is missing, late or at risk', ['**Overdue:** Status page posted, due 4 min ago']),
    roles: list('the role board, each seat with role, who and since', [
      { role: 'Scribe', who: 'Hoang D', since: 'acknowledged, 9 min in the seat' },
    ]),
    reached: list('whom somebody called, and what came of it', [
      'Dana E (Secondary on-call): reached 14:50 UTC, by phone',
    ]),
    clocks: list('the clocks that run and are not late', ['Manager told: due 15:45 UTC, in 55 min']),
    events: list('the last key events', ['14:45 Graph back to normal']),
    leftOut: perhaps('what had to be left out, and where it stands; empty: nothing', 'Shortened: 12 more facts.'),
    links: list('the links of the playbook', [{ label: 'Status page', url: 'https://status.example.com' }]),
    readBack: list('what the incoming commander says back', ['It is SEV1 Critical, identified.']),
  },
  postMortem: {
    incident,
    now,
    summary: list('what happened, in a few lines', ['Payments failed for 30 % of users for 2 h 10 min']),
    impact: list('whom it hit, for how long, and what is to be filled in', ['Duration: 2 h 10 min']),
    measures: list('how long each part took, with its start and end', ['Detected after 4 min']),
    timeline: list('the starred and key events', ['14:45 Rolled back']),
    whys: list('the five whys, as far as they are known', ['Why did payments fail? A bad deploy.']),
    factors: list('what made it longer or worse, from the record', ['The scribe was never assigned']),
    well: list('what went well, from the record', ['All updates to the room came on time']),
    poorly: list('what went poorly, from the record', ['The status page was posted 9 min late']),
    lucky: list('what could have been worse, from the record', ['One action had no way back, and was not needed']),
    actions: list('the open work that could become action items, each with what and owner', [
      { what: 'Write the runbook', owner: 'Tran B' },
    ]),
    attendees: list('the people who were there, each with what they did', ['Nguyen A: Incident commander']),
    wording: list('the lines that put a person where a system belongs, with a better question', ['"Bo broke it"']),
  },
  // Plain text, for people inside.
  internalMail: {
    incident: {
      number: incident.number,
      title: incident.title,
      impact: perhaps('whom it hits and how; empty: not known yet', 'About 30 % of card payments fail'),
      severity: incident.severity,
      severityName: incident.severityName,
      status: incident.status,
      elapsed: text('how long since it was declared', '24 min'),
    },
    roles: { ic: perhaps('the incident commander; empty: nobody yet', 'Nguyen A') },
    now,
    doing: list('what is being done now', ['Rolling payment-api back', 'Watching the pool']),
    nextUpdate: text('when the next update comes, in words', 'at 15:12 UTC'),
    last: {
      number: perhaps('the number of the last update to the room; empty: none yet', '3'),
      at: perhaps('when it was posted; empty: none yet', '14:41 UTC'),
      text: perhaps('what it said; empty: none yet', 'We roll back.'),
    },
  },
};
