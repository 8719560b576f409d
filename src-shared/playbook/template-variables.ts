// Which variables each template may use: the one table that the checker, the settings help and the documents read.
import { documentTable } from './document-variables.ts';
import { list, number, perhaps, text, type Variable } from './variable.ts';

const incident = {
  number: text('the number for eyes', 'INC-20250228-01'),
  title: text('the title', 'Payments fail for some users'),
  impact: perhaps('whom it hits and how; empty: not known yet', 'About 30 % of card payments fail'),
  severity: text('the severity', 'SEV1'),
  severityName: text('the name of the severity', 'Critical'),
  status: text('where the incident stands', 'Identified'),
  elapsed: text('how long since it was declared', '24 min'),
  declaredUtc: text('when it was declared', '14:37 UTC'),
  detectedUtc: perhaps('when it was detected; empty: not known', '14:32 UTC'),
  startedUtc: perhaps('when the impact began; empty: not known', '14:28 UTC'),
};

const roles = {
  ic: perhaps('the incident commander; empty: nobody yet', 'Nguyen A'),
  ops: perhaps('the operations lead; empty: nobody yet', 'Tran B'),
  comms: perhaps('the communications lead; empty: nobody yet', 'Pham C'),
  scribe: perhaps('the scribe; empty: nobody yet', 'Hoang D'),
};

const now = { utc: text('the time now, UTC', '14:56 UTC'), local: text('the time now, local', '15:56 CET') };

const next = (what: string) => ({
  utc: perhaps(`when ${what} is due, UTC; empty: nothing is due`, '15:12 UTC'),
  local: perhaps(`when ${what} is due, local; empty: nothing is due, or local is UTC`, '16:12 CET'),
});

const update = { number: number('the number of this update', 3) };
const doing = list('what is being done now, one line each', ['Rolling payment-api back', 'Watching the pool']);
const cause = perhaps('the cause; empty until it is confirmed', 'The connection pool was exhausted by a deployment');
const eta = perhaps('when it should be over; empty unless the commander typed it', '15:30 UTC');
const revenue = perhaps('the effect on revenue; empty unless it was typed', 'about 40 orders a minute');

const table = {
  // Public: nothing that names people or the inside of the house.
  statusPage: {
    incident: { title: incident.title, impact: incident.impact, startedUtc: incident.startedUtc },
    components: list('the components, each with name and state', [
      { name: 'Payments', state: 'partial outage' },
      { name: 'Checkout', state: 'degraded performance' },
    ]),
    cause,
    now,
    next: next('the next public post'),
  },
  declaration: {
    incident,
    roles,
    now,
    next: next('the first update'),
    links: list('the links of the playbook: status page, runbook, dashboard', [
      { label: 'Status page', url: 'https://status.example.com' },
      { label: 'Dashboard', url: 'https://dash.example.com' },
    ]),
    rules: list('the rules of the room', ['No blame.', 'Say it back.']),
  },
  roomUpdate: {
    incident,
    roles,
    now,
    next: next('the next update'),
    update,
    news: list('what happened since the last update, one line each', ['Error rate is down to 12 %']),
    doing,
    cause,
    eta,
    revenue,
  },
  executiveUpdate: {
    incident,
    roles,
    now,
    next: next('the next executive update'),
    update,
    doing,
    cause,
    eta,
    revenue,
  },
  redirect: {
    incident,
    roles,
    now,
    next: next('the next executive update'),
    doing,
    executive: { name: perhaps('the executive; empty: no name was typed', 'Dana') },
    channel: text('where executives find their updates', '#exec-updates'),
  },
  callScript: {
    incident,
    roles,
    now,
    doing,
    person: {
      name: perhaps('whom it goes to; empty: not known yet', 'Dana E'),
      position: perhaps('what they are there as; empty: nothing', 'Secondary on-call'),
    },
    caller: text('the person who calls', 'Nguyen A'),
    reason: perhaps('what it is for; empty: nobody typed it', 'Nobody has acknowledged'),
    channel: text("the incident's channel, as it is named", '#inc-20250228-payments-fail'),
    bridge: perhaps(
      'where the bridge is, from the links of the playbook; empty: none stands there',
      'https://meet.example.com/bridge',
    ),
  },
  // For customers too: it names nobody beside comms, who is for support alone, and nothing that the page does not say.
  supportScript: {
    incident: {
      number: incident.number,
      title: incident.title,
      impact: incident.impact,
      startedUtc: incident.startedUtc,
    },
    roles: { comms: roles.comms },
    components: list('the components, each with name and state', [
      { name: 'Payments', state: 'partial outage' },
      { name: 'Checkout', state: 'degraded performance' },
    ]),
    post: {
      step: perhaps('the step at which the public page stands; empty: nothing is posted', 'Identified'),
      text: perhaps('what stands there; empty: nothing is posted', 'We are investigating a problem with Payments.'),
      utc: perhaps('when it was posted; empty: nothing is posted', '14:41 UTC'),
    },
    now,
    next: next('the next public post'),
  },
  ...documentTable,
};

export type TemplateKind = keyof typeof table;

type FactsIn<Table> = { [Key in keyof Table]: Table[Key] extends Variable<infer Value> ? Value : FactsIn<Table[Key]> };

/** What a template is filled with: every variable of its kind, always; what is not known is an empty text or list. */
export type TemplateFacts<Kind extends TemplateKind> = FactsIn<(typeof table)[Kind]>;

/** One variable as the settings help shows it. */
export interface TemplateVariable {
  name: string;
  meaning: string;
  sample: unknown;
  isList: boolean;
  canBeEmpty: boolean;
}

/** The variables of each kind, by their dotted names. */
export const templateVariables: Readonly<Record<TemplateKind, readonly TemplateVariable[]>> = {
  statusPage: flatten(table.statusPage),
  declaration: flatten(table.declaration),
  roomUpdate: flatten(table.roomUpdate),
  executiveUpdate: flatten(table.executiveUpdate),
  redirect: flatten(table.redirect),
  callScript: flatten(table.callScript),
  supportScript: flatten(table.supportScript),
  sitrep: flatten(table.sitrep),
  briefing: flatten(table.briefing),
  postMortem: flatten(table.postMortem),
  internalMail: flatten(table.internalMail),
};

/** Example facts: as an incident has them in its middle, or when hardly anything is known. */
export function sampleFacts(kind: TemplateKind, known: 'full' | 'bare'): Record<string, unknown> {
  const facts: Record<string, unknown> = {};
  for (const { name, sample, isList, canBeEmpty } of templateVariables[kind]) {
    const value = known === 'full' || !canBeEmpty ? sample : isList ? [] : '';
    const [first = '', second] = name.split('.');
    if (second === undefined) facts[first] = value;
    else facts[first] = { ...(facts[first] as object | undefined), [second]: value }; // only this loop writes here: a map
  }
  return facts;
}

type Level = Readonly<Record<string, Variable<unknown> | Readonly<Record<string, Variable<unknown>>>>>;

function flatten(level: Level): TemplateVariable[] {
  return Object.entries(level).flatMap(([name, entry]) =>
    isVariable(entry)
      ? [{ ...entry, name, isList: Array.isArray(entry.sample) }]
      : Object.entries(entry).map(([inner, variable]) => ({ ...variable, name: `${name}.${inner}`, isList: false })),
  );
}

function isVariable(entry: Level[string]): entry is Variable<unknown> {
  return typeof entry.meaning === 'string';
}
