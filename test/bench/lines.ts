// Timeline lines as a busy room writes them: lengths and kinds as in test/fixtures/incidents, numbered so that all differ.
import type { Command } from '../../src-shared/incident/index.ts';
import { type Host, accepted } from './host.ts';

type ImportLine = Extract<Command, { type: 'timeline.import' }>['entries'][number];

const SAID: readonly (readonly [ImportLine['kind'], string])[] = [
  ['observation', 'Error rate on the payment API at 31 %, was below 0.1 % an hour ago'],
  ['observation', 'Connection pool on payment-db-2 exhausted: 500 of 500 in use, 212 requests waiting'],
  ['communication', 'Status page: Investigating. Support told to point callers there'],
  ['observation', 'Median KV write near 2 seconds, usual is below 300 ms'],
  ['note', 'Vendor engineers join the bridge'],
  ['action', 'Restart of payment-api in one zone, the others stay as they are'],
  ['observation', 'Health checks of the east region time out; west is well'],
  ['hypothesis', 'The deployment of 14:02 raised the number of connections held by each worker'],
  ['observation', 'CPU of the database at 40 %, disk idle: it is not load'],
  ['task', 'Compare the number of connections by pod before and after 14:02'],
  ['note', 'Graph of the last six hours attached to the ticket'],
  ['decision', 'Roll payment-api back to the build of yesterday'],
  ['observation', 'Retries from the mobile app double the traffic every four minutes'],
  ['escalation', 'Secondary on-call for databases called, answered after two minutes'],
  ['status', 'Half of the traffic is served again'],
  ['observation', 'Queue of unsettled payments at 18,400 and growing by 90 a second'],
];

/** One line each `everyMs`, the first at `from` (ms since the epoch). */
export function lines(count: number, from: number, everyMs = 1_000, first = 0): ImportLine[] {
  return Array.from({ length: count }, (_, i) => {
    const n = first + i;
    const [kind, text] = SAID[n % SAID.length] ?? ['note', ''];
    return { at: from + n * everyMs, kind, text: `${text} (${n + 1})` };
  });
}

/** Fills an incident up by pasted timelines of 2,000 lines; the newest line happened `endedMsAgo` ago. */
export async function fill(
  host: Host,
  incident: string,
  count: number,
  now: number,
  endedMsAgo = 60_000,
): Promise<void> {
  const everyMs = 1_000;
  const from = now - endedMsAgo - count * everyMs;
  for (let done = 0; done < count; done += 2_000) {
    const entries = lines(Math.min(2_000, count - done), from, everyMs, done);
    await accepted(host.dispatch(incident, { id: host.newId(), type: 'timeline.import', entries }));
  }
}
