// Follows one scope of the bridge: snapshot first, then each event folded once and in order; a gap starts over.
import type { Bridge, Message, Scope, SnapshotBody } from '../../src-shared/bridge.ts';
import { compareEvents, type RecordedEvent } from '../../src-shared/incident/event.ts';
import { evolve, type Incident } from '../../src-shared/incident/index.ts';
import { setHostNow } from './clock.ts';

interface Follower {
  onBody: (body: SnapshotBody) => void;
  onRemoved: (reason: string) => void;
}

/** Answers with a function that stops it. */
export function follow(bridge: Bridge, scope: Scope, { onBody, onRemoved }: Follower): () => void {
  let stop = (): void => {};
  let incident: Incident | null = null;
  let cursor = -1;
  let last: RecordedEvent | null = null;
  let sequences = new Map<string, number>();

  const startOver = (): void => {
    stop();
    incident = null;
    cursor = -1;
    begin();
  };

  const take = (message: Message): void => {
    setHostNow(message.serverNow);
    switch (message.kind) {
      case 'snapshot':
      case 'rebase':
        cursor = message.cursor;
        last = null;
        sequences = new Map();
        incident = message.body.scope === 'incident' ? message.body.incident : null;
        onBody(message.body);
        return;
      case 'events': {
        if (incident === null || message.cursor <= cursor) return;
        const folded = foldAll(incident, message.events);
        if (folded === null) {
          startOver();
          return;
        }
        cursor = message.cursor;
        incident = folded;
        onBody({ scope: 'incident', incident });
        return;
      }
      case 'removed':
        onRemoved(message.reason);
        return;
    }
  };

  /** Null when an event is missing, or belongs before one already folded: the state has to come anew. */
  const foldAll = (before: Incident, events: readonly RecordedEvent[]): Incident | null => {
    let folded = before;
    for (const event of events) {
      const known = sequences.get(event.origin);
      if (known !== undefined && event.seq <= known) continue;
      if (known !== undefined && event.seq > known + 1) return null;
      if (last !== null && compareEvents(last, event) > 0) return null;
      folded = evolve(folded, event);
      sequences.set(event.origin, event.seq);
      last = event;
    }
    return folded;
  };

  const begin = (): void => {
    stop = bridge.subscribe(scope, null, take);
  };

  begin();
  return () => stop();
}
