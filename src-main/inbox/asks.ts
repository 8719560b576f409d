// What people ask for in the room: the same commands as the cockpit's, given by whoever asked, with the same refusals, and an
// answer for them alone. Of a need-to-know incident nothing is told outside its own closed room (DOMAIN.md 5 and 11, S2).
import type { Answer, IncidentSummary } from '../../src-shared/bridge.ts';
import { isNeedToKnow, isRoomOpen, leaving } from '../../src-shared/incident/compliance.ts';
import { commandOf } from '../../src-shared/incident/composed.ts';
import { parseCommand, type Incident, type ParsedCommand, type Person } from '../../src-shared/incident/index.ts';
import { isForward } from '../../src-shared/incident/lifecycle.ts';
import { REPLIES, isReply, questionsBefore, type QuestionReply } from '../../src-shared/incident/move-questions.ts';
import { nameOf, sameName } from '../../src-shared/incident/people.ts';
import { standing } from '../../src-shared/incident/records.ts';
import { roleName, seatsOf } from '../../src-shared/incident/roles.ts';
import { parseComposer } from '../../src-shared/text/composer.ts';
import type { PlaybookQuestion } from '../../src-shared/playbook/schema.ts';
import type { Asked, Dialog, Reply } from '../integrations/inlet.ts';
import type { Clock } from '../ports.ts';
import { listText, statusText } from './asked-status.ts';
import { commandIdOf } from './command-ids.ts';

export interface AskPorts {
  read: (incident: string) => Promise<Incident | null>;
  summaries: () => readonly IncidentSummary[];
  dispatch: (incident: string, command: ParsedCommand, by: Person) => Promise<Answer>;
  clock: Clock;
  zone: () => string;
}

/** Who asked, and in which incident's room; `named`: whom their words name. */
interface Asking {
  vendor: string;
  asked: Asked;
  by: Person;
  named: Person | null;
  incident: Incident;
  ports: AskPorts;
}

const VERBS = 'declare, update, resolve, claim, status, log, role, handover';
const USAGE = `Write one of these after /incident: ${VERBS}.`;

export async function answer(
  ports: AskPorts,
  vendor: string,
  asked: Asked,
  { by, named, incident: id }: { by: Person; named: Person | null; incident: string | null },
): Promise<Reply> {
  const { verb } = asked;
  if (verb === 'declare') return declare(ports, vendor, asked, by);
  const incident = id === null ? null : await ports.read(id);
  if (incident === null)
    return verb === 'status'
      ? told(listText(ports.summaries()))
      : no(`This is not the channel of an incident that runs here. ${USAGE}`);
  // Whoever reads in an open room is not the circle that may know.
  if (isNeedToKnow(incident) && (asked.place === null || isRoomOpen(incident)))
    return no('Only those who need to know hear of this incident. Ask the incident commander.');
  const deed = Object.hasOwn(DEEDS, verb) ? DEEDS[verb] : undefined;
  if (deed === undefined) return no(USAGE);
  const reply = await deed({ vendor, asked, by, named, incident, ports });
  return { ...reply, text: leaving(incident, reply.text).text };
}

const DEEDS: Readonly<Record<string, (asking: Asking) => Promise<Reply>>> = {
  status: async ({ incident, ports }) => told(statusText(incident, { now: ports.clock.now(), zone: ports.zone() })),
  update: async (asking) => {
    const { asked, incident } = asking;
    const text = asked.fields['text'] ?? asked.text;
    if (asked.fields['text'] === undefined && text.trim() === '')
      return { ok: true, text: '', dialog: { verb: 'update', incident: incident.id, text: '' } };
    return done(asking, { type: 'update.post', audience: 'room', text }, 'Posted to the room.');
  },
  resolve: async (asking) => {
    const { asked, incident, ports } = asking;
    const isForm = asked.labels !== undefined;
    const questions = questionsBefore(incident, 'resolved', ports.clock.now());
    // Nothing to ask where it is over: then the refusal says so.
    if (!isForm && isForward(incident.lifecycle.status, 'resolved'))
      return { ok: true, text: '', dialog: resolveDialog(incident.id, questions, asked.text.trim()) };
    const answers = answersIn(asked);
    const reason = (asked.fields['reason'] ?? asked.text).trim();
    return done(
      asking,
      {
        type: 'status.move',
        to: 'resolved',
        ...(reason === '' ? {} : { reason }),
        ...(answers.length === 0 ? {} : { answers }),
      },
      'Resolved.',
    );
  },
  claim: async (asking) => {
    const reason = asking.asked.text.trim() === '' ? {} : { reason: asking.asked.text };
    return done(asking, { type: 'command.assign', person: { id: asking.by.id }, ...reason }, 'You have command.');
  },
  log: async (asking) => {
    const { incident, asked, ports } = asking;
    const people = Object.values(incident.people);
    const read = parseComposer(asked.text, { now: ports.clock.now(), zone: ports.zone(), people });
    if (read.type === 'entry') return done(asking, commandOf(read), 'On the timeline.');
    return no(read.type === 'incomplete' ? read.what : 'Write what happened after /incident log.');
  },
  role: async (asking) => {
    const { incident, asked, named, by } = asking;
    const wanted = sameName(asked.text.replace(/@\S.*$/u, ''));
    const roles = incident.declaration?.playbook?.roles.filter(({ id }) => id !== 'ic') ?? [];
    const role = roles.find(({ id, name, short }) => [id, name, short].some((one) => sameName(one) === wanted));
    if (role === undefined) return no(`Name a role: ${roles.map(({ id, name }) => `${id} (${name})`).join(', ')}.`);
    const person = named ?? by;
    const words = person.id === by.id ? `You are ${role.name}.` : `${person.name} is ${role.name}.`;
    return done(asking, { type: 'role.assign', role: role.id, person: refTo(incident, person, by) }, words);
  },
  handover: async (asking) => {
    const { incident, named, by } = asking;
    const { current } = incident.handover;
    if (named !== null)
      return done(
        asking,
        { type: 'handover.offer', to: refTo(incident, named, by) },
        `Command is offered to ${named.name}. They say /incident handover when the briefing is read back.`,
      );
    if (current === null) return no('Nobody is offered command. Write /incident handover and whom, as @name.');
    if (current.to !== by.id) return no(`${nameOf(incident, current.to)} is offered command, and takes it themselves.`);
    return done(asking, { type: 'handover.take', handover: current.id }, 'You have command.');
  },
  /** A button: whatever waits for this person's yes. */
  acknowledge: async (asking) => {
    const { incident, by } = asking;
    const roles = ['ic', ...Object.keys(incident.roles)].filter((role) =>
      seatsOf(incident, role).some((seat) => seat.person === by.id && seat.acknowledgedAt === null),
    );
    const tasks = standing(incident.tasks).filter(
      (task) => task.owner === by.id && task.acknowledgedAt === null && task.settled === undefined,
    );
    const [role] = roles;
    const [task] = tasks;
    if (role !== undefined)
      return done(asking, { type: 'role.acknowledge', role }, `Acknowledged: ${roleName(incident, role)}.`);
    if (task !== undefined)
      return done(asking, { type: 'task.acknowledge', task: task.id }, `Acknowledged: ${task.text}`);
    return done(asking, { type: 'incident.acknowledge' }, 'The incident is acknowledged.');
  },
  /** A button of an order: its owner's yes. */
  copy: (asking) => done(asking, { type: 'task.acknowledge', task: asking.asked.text }, 'Copied: it is yours.'),
  /** A button: said once, however often it is pressed. */
  here: (asking) => {
    const once = { ...asking.asked, key: `here/${asking.by.id}` };
    const line = { type: 'timeline.log', kind: 'note', text: `${asking.by.name} is here` };
    return done({ ...asking, asked: once }, line, 'You are on the record as here.');
  },
};

const QUESTION = 'question-';

function resolveDialog(incident: string, questions: readonly PlaybookQuestion[], text: string): Dialog {
  return {
    verb: 'resolve',
    incident,
    text,
    questions: questions.map(({ id, ask }) => ({ name: `${QUESTION}${id}`, ask, replies: REPLIES })),
  };
}

/** As it was asked, whatever the playbook or the clock say by now. */
function answersIn({ fields, labels = {} }: Asked): { question: string; answer: QuestionReply }[] {
  return Object.entries(labels).flatMap(([name, question]) => {
    const answer = name.startsWith(QUESTION) ? fields[name] : undefined;
    return isReply(answer) ? [{ question, answer }] : [];
  });
}

/** Somebody whom the incident knows, by id; else by name, and it gets to know them. */
function refTo({ people }: Incident, person: Person, by: Person): { id: string } | { name: string } {
  return people[person.id] !== undefined || person.id === by.id ? { id: person.id } : { name: person.name };
}

async function done(
  { vendor, asked, by, incident, ports }: Asking,
  wanted: { type: string } & Record<string, unknown>,
  words: string,
): Promise<Reply> {
  return give(ports, { vendor, asked, by, incident: incident.id }, wanted, words);
}

async function give(
  ports: AskPorts,
  { vendor, asked, by, incident }: { vendor: string; asked: Asked; by: Person; incident: string },
  wanted: { type: string } & Record<string, unknown>,
  words: string,
): Promise<Reply> {
  const parsed = parseCommand({ id: commandIdOf(vendor, incident, `${wanted.type}/${asked.key}`), ...wanted });
  const given = parsed.ok ? await ports.dispatch(incident, parsed.command, by) : parsed;
  if (given.ok) return told(words);
  const { message, field } = given.refusal;
  return { ok: false, text: message, ...(field === undefined ? {} : { field }) };
}

/** By a dialog, or in one line that begins with the severity: `/incident declare 2 payments fail`. */
async function declare(ports: AskPorts, vendor: string, asked: Asked, by: Person): Promise<Reply> {
  const [, level, rest] = /^\s*(?:sev|p)?([1-4])[\s:,]+(\S[\s\S]*)$/iu.exec(asked.text) ?? [];
  const title = asked.fields['title'] ?? rest;
  const severity = Number(asked.fields['severity'] ?? level);
  if (title === undefined || Number.isNaN(severity))
    return { ok: true, text: '', dialog: { verb: 'declare', text: asked.text.trim() } };
  // Asked again, it is the same incident.
  const incident = commandIdOf(vendor, '', `incident/${asked.key}`);
  const reply = await give(
    ports,
    { vendor, asked, by, incident },
    {
      type: 'incident.declare',
      title,
      impact: asked.fields['impact'] ?? '',
      severity,
      components: [],
      declarer: { id: by.id },
      commander: { id: by.id },
    },
    '',
  );
  if (!reply.ok) return reply;
  const declared = ports.summaries().find(({ id }) => id === incident);
  return told(
    `Declared: ${declared?.number ?? ''} SEV${severity}, ${title}. You have command. The channel opens in a moment; you are invited to it.`,
  );
}

function told(text: string): Reply {
  return { ok: true, text };
}

function no(text: string): Reply {
  return { ok: false, text };
}
