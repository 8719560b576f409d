// Whose turn it is: what is asked of one incident is done one after another, and now and then all of them wait.

export interface Turns {
  /** Runs after everything that was asked of this incident before, and not while all wait. */
  take: <T>(incident: string, work: () => Promise<T>, alsoAfter?: readonly string[]) => Promise<T>;
  /** Runs when what was asked before is done; what is asked meanwhile waits. */
  alone: (work: () => Promise<void>) => Promise<void>;
  /** nothing is asked any more, and nothing waits */
  ended: () => Promise<void>;
}

export function takeTurns(): Turns {
  const queues = new Map<string, Promise<unknown>>();
  /** open but while somebody is alone; it never rejects, nor do the queues */
  let gate: Promise<unknown> = Promise.resolve();
  return {
    take: (incident, work, alsoAfter = []) => {
      const names = [incident, ...alsoAfter];
      const turn = Promise.all([gate, ...names.map((name) => queues.get(name))]).then(work);
      const settled = turn.catch(() => undefined);
      for (const name of names) queues.set(name, settled);
      void settled.then(() => {
        for (const name of names) if (queues.get(name) === settled) queues.delete(name);
      });
      return turn;
    },
    alone: (work) => {
      const done = Promise.all([gate, ...queues.values()]).then(work);
      gate = done.catch(() => undefined);
      return done;
    },
    ended: async () => {
      await gate;
      // What a last command calls for (the seal of the record) is asked for when it is done.
      while (queues.size > 0) await Promise.all(queues.values());
    },
  };
}
