// Evidence bundles of this host: made from an incident as it is now, and offered as a file.
import { readFileSync } from 'node:fs';
import type { QueryAnswer } from '../../src-shared/bridge.ts';
import type { Incident } from '../../src-shared/incident/index.ts';
import { refuse } from '../../src-shared/incident/refusal.ts';
import type { Journal } from '../journal/journal.ts';
import type { Clock, NamedFile } from '../ports.ts';
import { makeEvidence } from './evidence.ts';

export interface EvidenceMakerOptions {
  journal: () => Pick<Journal, 'exported' | 'eventsAfter' | 'vouch'>;
  desk: { read: (incident: string) => Promise<Incident | null>; rest: (incident: string) => void };
  files: { offer: (file: NamedFile) => string };
  clock: Clock;
  me: () => string;
  appVersion: string;
  /** the page that checks a bundle, as it was built */
  verifier: URL;
}

/** `withhold`: texts with personal data stay behind. */
export async function offerEvidence(
  { journal, desk, files, clock, me, appVersion, verifier }: EvidenceMakerOptions,
  { incident: id, withhold }: { incident: string; withhold: boolean },
): Promise<QueryAnswer<'evidence-make'>> {
  const incident = await desk.read(id);
  try {
    const exported = incident === null ? null : await journal().exported(id);
    if (incident === null || exported === null)
      return refuse('unknown-incident', 'This incident is not in the record. Open it from the list.');
    const events = (await journal().eventsAfter(id, 0)).slice(0, exported.events);
    const bytes = await makeEvidence({
      exported,
      incident,
      events,
      madeAt: clock.now(),
      madeBy: me(),
      appVersion,
      verifier: readFileSync(verifier, 'utf8'),
      withhold,
      vouch: (text) => journal().vouch(text),
    });
    const name = `${incident.declaration?.number ?? id}-evidence${withhold ? '-redacted' : ''}.zip`;
    return { ok: true, answer: { file: files.offer({ name, bytes }), name, size: bytes.length } };
  } finally {
    desk.rest(id);
  }
}
