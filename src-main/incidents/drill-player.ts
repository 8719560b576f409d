// Plays the story of a drill: what happens in it comes through the desk like any command, in the names of its people. A
// story that ran when Warroom ended does not run on unseen: it is paused at the next start, with a word.
import { coached } from '../../src-shared/drill/coach.ts';
import { cast, dueInjects, scenarioOf, seatsToAnswer } from '../../src-shared/drill/scenario.ts';
import { parseCommand, type Incident, type Person } from '../../src-shared/incident/index.ts';
import { ranMs } from '../../src-shared/incident/drill.ts';
import type { Clock, Ids, Log } from '../ports.ts';
import type { Desk } from './desk.ts';

export interface DrillPlayer {
  stop: () => Promise<void>;
}

export interface DrillPlayerOptions {
  desk: Pick<Desk, 'dispatch' | 'read' | 'rest' | 'summaries' | 'onIndex'>;
  clock: Clock;
  ids: Ids;
  log: Log;
  /** who is at the keyboard: nobody answers for them */
  me: () => Person;
}

const TICK_MS = 1_000;
/** As long as a colleague takes to say yes. */
const ANSWERS_AFTER_MS = 4_000;

export function openDrillPlayer({ desk, clock, ids, log, me }: DrillPlayerOptions): DrillPlayer {
  /** when each step of the coach was first seen done, in ms of the running story, by incident */
  const seen = new Map<string, Map<string, number>>();
  /** drills that were there when Warroom started */
  const found = new Set(desk.summaries().flatMap(({ id, drill }) => (drill === true ? [id] : [])));
  let stopTimer: (() => void) | null = null;
  /** something changed while a step was under way */
  let again = false;
  let working: Promise<void> | null = null;
  let stopped = false;

  function playing(): string[] {
    return desk
      .summaries()
      .filter(({ drill, status }) => drill === true && status !== 'resolved' && status !== 'closed')
      .map(({ id }) => id);
  }

  function wake(): void {
    if (!stopped) stopTimer ??= clock.after(TICK_MS, tick);
  }

  function tick(): void {
    stopTimer = null;
    if (stopped || working !== null) return;
    again = false;
    working = step()
      .catch((error: unknown) => {
        log.error('drill failed', { detail: String(error) });
        return false;
      })
      .then((more) => {
        working = null;
        if (more || again) wake();
      });
  }

  /** Answers whether any story still runs. */
  async function step(): Promise<boolean> {
    let running = false;
    for (const id of playing()) {
      const incident = await desk.read(id);
      const drill = incident?.drill ?? null;
      if (incident === null || drill === null || stopped) continue;
      if (drill.story === 'running' && found.has(id)) {
        await say(
          id,
          { type: 'drill.move', to: 'paused', why: 'Warroom was closed meanwhile. Resume when you are ready.' },
          me(),
        );
      } else if (drill.story === 'running') {
        running = true;
        await play(incident);
      }
      found.delete(id);
      if (drill.story === 'ended') letGo(id);
    }
    for (const id of seen.keys()) if (!playing().includes(id)) letGo(id);
    return running;
  }

  function letGo(id: string): void {
    seen.delete(id);
    desk.rest(id);
  }

  async function play(incident: Incident): Promise<void> {
    const { drill } = incident;
    const scenario = drill === null ? undefined : scenarioOf(drill.scenario);
    if (drill === null || scenario === undefined) return;
    const ran = ranMs(drill, clock.now());
    const steps = seen.get(incident.id) ?? new Map<string, number>();
    seen.set(incident.id, steps);
    for (const done of coached(incident).done) if (!steps.has(done)) steps.set(done, ran);
    for (const { id, by, deed } of dueInjects(scenario, drill.injected, ran, (name) => steps.get(name))) {
      // Marked first: rather missed than told twice.
      await say(incident.id, { type: 'drill.inject', inject: id }, cast[by]);
      await say(incident.id, deed, cast[by]);
    }
    for (const { role, person, since } of seatsToAnswer(incident, me().id)) {
      const who = incident.people[person];
      if (who !== undefined && clock.now() - since >= ANSWERS_AFTER_MS)
        await say(incident.id, { type: 'role.acknowledge', role, person }, who);
    }
  }

  async function say(incident: string, deed: object, person: Person): Promise<void> {
    const parsed = parseCommand({ ...deed, id: ids.ulid(clock.now()) });
    if (!parsed.ok) {
      log.error('drill says what cannot be said', { code: parsed.refusal.code });
      return;
    }
    const answer = await desk.dispatch(incident, parsed.command, { person, via: 'system' });
    if (!answer.ok) log.info('drill refused', { code: answer.refusal.code });
  }

  const stopListening = desk.onIndex(() => {
    again = true;
    if (working === null && playing().length > 0) wake();
  });
  tick();

  return {
    stop: async () => {
      stopped = true;
      stopTimer?.();
      stopListening();
      await working;
    },
  };
}
