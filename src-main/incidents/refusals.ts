// What a commit that was not taken means for whoever asked.
import type { Answer } from '../../src-shared/bridge.ts';
import { refuse, type Refused } from '../../src-shared/incident/refusal.ts';
import type { Journal } from '../journal/journal.ts';
import type { Log } from '../ports.ts';

export function refusalOf(result: Exclude<Awaited<ReturnType<Journal['commit']>>, { ok: true }>, log: Log): Answer {
  switch (result.why) {
    case 'again':
      return result.answer;
    case 'id-reused':
      return idReused();
    case 'disk-full':
      log.error('commit failed', { why: result.why, detail: result.detail });
      return refuse(
        'disk-full',
        'Not saved: the disk is full. Free some space, then press the same key again; what you typed is kept.',
      );
    case 'io-error':
      log.error('commit failed', { why: result.why, detail: result.detail });
      return refuse(
        'storage-failed',
        'Not saved: the disk gave an error. What you typed is kept; try again, and copy it elsewhere if it fails again.',
      );
  }
}

export function idReused(): Refused {
  return refuse(
    'command-id-reused',
    'This command was sent for another incident before. Nothing was changed; do it again.',
  );
}
