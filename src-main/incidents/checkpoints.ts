// The record is sealed when an incident is resolved or closed: where its chains end is written down, signed, and said in the
// room, where somebody else keeps it (docs/decisions/0010).
import { hash } from 'node:crypto';
import { checkpointText } from '../../src-shared/bundle/evidence-check.ts';
import type { Answer, IncidentSummary } from '../../src-shared/bridge.ts';
import type { RecordedEvent } from '../../src-shared/incident/event.ts';
import { eventSchemas, type Incident, type ParsedCommand } from '../../src-shared/incident/index.ts';
import { refuse } from '../../src-shared/incident/refusal.ts';
import type { DeskActor } from './context.ts';
import type { DeskOptions } from './desk.ts';

type Occasion = Extract<ParsedCommand, { type: 'record.checkpoint' }>['fields']['occasion'];

export interface Checkpoints {
  /** whether these events end the incident */
  look: (incident: Incident, events: readonly RecordedEvent[], actor: DeskActor) => void;
  /** seals those that the list says are over and not sealed: the host ended, or could not, between the one and the other */
  catchUp: (list: Iterable<IncidentSummary>) => void;
  /** seals the record as it is now */
  seal: (incident: string, occasion: Occasion, actor: DeskActor) => Promise<Answer>;
}

export function watchCheckpoints(
  { clock, ids, log, journal, me }: Pick<DeskOptions, 'clock' | 'ids' | 'log' | 'journal' | 'me'>,
  inTurn: (incident: string, work: () => Promise<Answer>) => Promise<Answer>,
  dispatch: (incident: string, command: ParsedCommand, actor: DeskActor) => Promise<Answer>,
): Checkpoints {
  // In turn with the commands: what is sealed is what they made of it, and the host does not stop in between.
  const seal: Checkpoints['seal'] = (incident, occasion, actor) =>
    inTurn(incident, () => sealNow(incident, occasion, actor));

  async function sealNow(incident: string, occasion: Occasion, actor: DeskActor): Promise<Answer> {
    const ends = await journal().heads(incident);
    if (ends === null) return refuse('unknown-incident', 'This incident is not in the record. Open it from the list.');
    const digest = hash('sha256', checkpointText(incident, ends.heads), 'hex');
    return dispatch(
      incident,
      {
        id: ids.ulid(clock.now()),
        type: 'record.checkpoint',
        fields: { occasion, digest, events: ends.events, heads: ends.heads.map((head) => ({ ...head })) },
      },
      { ...actor, via: 'system' },
    );
  }

  // Where it cannot be done now, the list says so, and the next start does it.
  function sealSoon(incident: string, occasion: Occasion, actor: DeskActor): void {
    seal(incident, occasion, actor).then(
      (answer) => {
        if (!answer.ok) log.info('checkpoint refused', { code: answer.refusal.code });
      },
      (error: unknown) => log.error('checkpoint failed', { detail: String(error) }),
    );
  }

  return {
    seal,
    look: ({ id, drill }, events, actor) => {
      const occasion = drill === null ? endIn(events) : null;
      if (occasion !== null) sealSoon(id, occasion, actor);
    },
    catchUp: (list) => {
      const { own } = journal().station;
      for (const { id, unsealed, actsFrom, quarantined } of list) {
        // Whoever acts seals, and says it in the room.
        const here = actsFrom === undefined || (actsFrom !== null && own.includes(actsFrom));
        if (unsealed !== undefined && here && quarantined === undefined)
          sealSoon(id, unsealed, { person: me(), via: 'system' });
      }
    },
  };
}

/** How it ended, where the record was not sealed since; undefined: it runs, or it is sealed, or it is a drill. */
export function unsealedEnd({ drill, lifecycle, evidence }: Incident): 'resolved' | 'closed' | undefined {
  const { status, since } = lifecycle;
  if (drill !== null || (status !== 'resolved' && status !== 'closed')) return undefined;
  return evidence.checkpoints.some(({ at }) => at >= since) ? undefined : status;
}

function endIn(events: readonly RecordedEvent[]): 'resolved' | 'closed' | null {
  for (const { type, payload } of events) {
    if (type !== 'status.changed') continue;
    const read = eventSchemas[type].safeParse(payload);
    const to = read.success ? read.data.to : null;
    if (to === 'resolved' || to === 'closed') return to;
  }
  return null;
}
