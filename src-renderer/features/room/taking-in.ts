// What the keys and buttons of the room do with a message.
import type { HeardMessage } from '../../../src-shared/incident/heard-messages.ts';
import type { TakenAs } from '../../../src-shared/incident/room-taking.ts';
import { dispatch } from '../../store/record.ts';
import { tellAnswer } from '../../ui/toast.tsx';

/** The letters of the composer, for a message that is said already. */
export const TAKEN_BY_KEY: Readonly<Record<string, TakenAs>> = {
  n: 'note',
  d: 'decision',
  a: 'action',
  t: 'task',
  h: 'hypothesis',
  c: 'communication',
};

export async function takeIn({ place, message }: HeardMessage, as: TakenAs): Promise<void> {
  tellAnswer(await dispatch({ type: 'message.take', place, message, as }));
}

/** The line that came from it is retracted, and stays on view as that. */
export async function takeBack({ taken = [] }: HeardMessage): Promise<void> {
  for (const { entry, back } of taken) {
    if (back === true) continue;
    tellAnswer(await dispatch({ type: 'timeline.retract', entry, reason: 'Taken back from the room' }));
  }
}
