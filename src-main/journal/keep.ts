// The keeper's thread: everything that takes long and writes nothing into the journal, so that a commit never waits for it.
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { eraseFromBackups, makeBackup } from './backups.ts';
import type { Connect } from './connection.ts';
import { FILES } from './folder.ts';
import type { KeeperCalls, ThreadStart } from './messages.ts';
import type { Handlers } from './serve.ts';
import { verifyJournal } from './verify.ts';

export function keeping(start: ThreadStart, connect: Connect): Handlers<KeeperCalls> {
  let held: DatabaseSync | null = null;
  const db = (): DatabaseSync => (held ??= connect(join(start.dir, FILES.journal)));

  return {
    // The fold brings the whole domain with it, and its memory is not all given back: not for a check or a backup.
    fold: async ({ incident, format }) => (await import('./fold-incident.ts')).foldIncident(db(), incident, format),
    exported: async ({ incident }) => (await import('./exporting.ts')).exportIncident(db(), incident),
    heads: async ({ incident }) => (await import('./exporting.ts')).headsOf(db(), incident),
    weigh: async (record) => (await import('./arriving.ts')).weigh(db(), record),
    arrive: async (record) => (await import('./arriving.ts')).arrive(db(), record),
    verify: async ({ now }) => {
      const fresh = connect(join(start.dir, FILES.journal));
      try {
        return await verifyJournal(fresh, now);
      } finally {
        fresh.close();
      }
    },
    backup: ({ now }) => makeBackup(db(), start.dir, now),
    eraseFromBackups: ({ incident }) => {
      eraseFromBackups(connect, start.dir, incident);
      return null;
    },
    stop: () => {
      held?.close();
      held = null;
      return null;
    },
  };
}
