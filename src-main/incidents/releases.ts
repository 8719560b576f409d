// A held post is let go when its time is over, by the host that took the click; after a crash the cockpit asks (DOMAIN.md 7).
import type { Answer } from '../../src-shared/bridge.ts';
import type { RecordedEvent } from '../../src-shared/incident/event.ts';
import type { Incident, ParsedCommand } from '../../src-shared/incident/index.ts';
import { heldPublications } from '../../src-shared/incident/status-page.ts';
import type { DeskActor } from './context.ts';
import type { DeskOptions } from './desk.ts';

export interface Releases {
  /** whether these events submitted a post that is held now */
  look: (incident: string, state: Incident, events: readonly RecordedEvent[], actor: DeskActor) => void;
  stop: () => void;
}

export function watchReleases(
  { clock, ids, log }: Pick<DeskOptions, 'clock' | 'ids' | 'log'>,
  dispatch: (incident: string, command: ParsedCommand, actor: DeskActor) => Promise<Answer>,
): Releases {
  const timers = new Set<() => void>();
  return {
    look: (incident, state, events, actor) => {
      const submitted = events.find((event) => event.type === 'status-page.submitted');
      const held = heldPublications(state).find(({ id }) => id === submitted?.id);
      if (held === undefined) return;
      const stop = clock.after(held.heldUntil - clock.now(), () => {
        timers.delete(stop);
        const release: ParsedCommand = {
          id: ids.ulid(clock.now()),
          type: 'status-page.release',
          fields: { publication: held.id },
        };
        // Where it cannot be let go it stays held, and the cockpit asks as after a crash.
        dispatch(incident, release, { person: actor.person, via: 'system' }).then(
          (answer) => {
            if (!answer.ok) log.info('release refused', { code: answer.refusal.code });
          },
          (error: unknown) => log.error('release failed', { detail: String(error) }),
        );
      });
      timers.add(stop);
    },
    stop: () => {
      for (const stop of timers) stop();
    },
  };
}
