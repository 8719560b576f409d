// A document while the incident goes on: made anew from every event and every minute, with what changed since the last one that was
// issued. From the moment it is copied or saved it stands as it was issued, until somebody looks at it live again.
import { useDeferredValue, useMemo, useState } from 'react';
import { changesSince, type Changes } from '../../src-shared/documents/changes.ts';
import { makeDocument, type MadeDocument } from '../../src-shared/documents/document.ts';
import { withoutMarks } from '../../src-shared/documents/marks.ts';
import type { DocumentKind } from '../../src-shared/incident/briefings.ts';
import type { Incident, Playbook } from '../../src-shared/incident/index.ts';
import { hostNow, useNow } from './clock.ts';
import { useIncident, useZone } from './incident.ts';
import { dispatch } from './record.ts';

export interface LiveDocument {
  kind: DocumentKind;
  /** its text has the marks of its events */
  made: MadeDocument;
  /** the same without marks: what is copied and saved */
  text: string;
  changes: Changes;
  /** it was issued here, and stands as it was */
  stands: boolean;
  issue: () => void;
  goLive: () => void;
}

const SAME: Changes = { fresh: new Set(), gone: [] };
/** These are issued by posting them: copying one says nothing to anybody yet. */
const POSTED = new Set<DocumentKind>(['room-update', 'executive-update', 'status-page']);

interface Wishes {
  /** who takes over */
  to?: string;
  /** another playbook than the incident's: to try its templates */
  playbook?: Playbook | null;
  /** the record has it already, as it was issued */
  issued?: string | undefined;
}

export function useLiveDocument(kind: DocumentKind, { to = '', playbook, issued }: Wishes = {}): LiveDocument {
  const incident = useDeferredValue(useIncident((whole) => whole));
  const zone = useZone();
  const minute = useNow(60_000);
  const [stood, stand] = useState<{ of: string; made: MadeDocument } | null>(null);
  const of = `${incident.id} ${kind}`;
  const live = useMemo(
    // A minute that began before the declaration is not now.
    () => liveDocument(kind, incident, playbook, { now: Math.max(minute, hostNow()), zone }, to),
    [kind, incident, playbook, minute, zone, to],
  );
  const known = useMemo(() => (issued === undefined ? live : { ...live, text: issued, last: null }), [issued, live]);
  const made = stood?.of === of ? stood.made : known;
  const text = useMemo(() => withoutMarks(made.text), [made]);
  const changes = useMemo(() => (made.last === null ? SAME : changesSince(made.last.text, text)), [made, text]);
  return {
    kind,
    made,
    text,
    changes,
    stands: stood?.of === of,
    issue: () => {
      if (stood?.of === of || issued !== undefined || POSTED.has(kind)) return;
      stand({ of, made });
      void dispatch({ type: 'document.issue', document: kind, text });
    },
    goLive: () => stand(null),
  };
}

function liveDocument(
  kind: DocumentKind,
  incident: Incident,
  playbook: Playbook | null | undefined,
  { now, zone }: { now: number; zone: string },
  to: string,
): MadeDocument {
  const own = incident.declaration?.playbook ?? null;
  return makeDocument(kind, incident, playbook === undefined ? own : playbook, { now, zone, marked: true }, to);
}
