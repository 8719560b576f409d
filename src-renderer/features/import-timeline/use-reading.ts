// Reads what was pasted: short texts at once, long ones in a worker, so that the screen never stands still.
import { useEffect, useMemo, useState } from 'react';
import type { PastedTimeline } from '../../../src-shared/text/pasted-timeline.ts';
import { readTimelineSource, type SourceContext } from '../../../src-shared/text/timeline-source.ts';
import { hostNow } from '../../store/clock.ts';

/** Up to here reading takes a few milliseconds. */
const AT_ONCE = 60_000;

interface Asked {
  zone: string;
  date: string;
  /** `2025-02-28T14:32`, in UTC; empty where the text says it or needs none */
  t0: string;
  /** of several incidents in one file, the one to read; empty: the first */
  part: string;
  /** users.json of a Slack export, as text; empty: none was chosen */
  users: string;
}

export function useReading(
  text: string,
  { zone, date, t0, part, users }: Asked,
): { timeline: PastedTimeline | null; reading: boolean } {
  const long = text.length > AT_ONCE;
  const context = useMemo(() => contextOf({ zone, date, t0, part, users }), [zone, date, t0, part, users]);
  const short = useMemo(
    () => (long || text.trim() === '' ? null : readTimelineSource(text, context)),
    [long, text, context],
  );
  const [far, setFar] = useState<{ text: string; context: SourceContext; timeline: PastedTimeline } | null>(null);
  useEffect(() => {
    if (!long) return;
    const worker = new Worker(new URL('./read.worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', (event: MessageEvent<PastedTimeline>) =>
      setFar({ text, context, timeline: event.data }),
    );
    worker.addEventListener('error', () => setFar({ text, context, timeline: readTimelineSource(text, context) }));
    worker.postMessage({ text, context });
    return () => worker.terminate();
  }, [long, text, context]);
  if (!long) return { timeline: short, reading: false };
  return { timeline: far?.timeline ?? null, reading: far === null || far.text !== text || far.context !== context };
}

function contextOf({ zone, date, t0, part, users }: Asked): SourceContext {
  const start = t0 === '' ? Number.NaN : Date.parse(`${t0}Z`);
  return {
    now: hostNow(),
    zone,
    ...(date === '' ? {} : { date }),
    ...(Number.isNaN(start) ? {} : { t0: start }),
    ...(part === '' ? {} : { part }),
    ...(users === '' ? {} : { users }),
  };
}
