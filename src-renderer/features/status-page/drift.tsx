// Somebody changed the page there, past us: both texts, and one press to say which stands. Planned maintenance of the page
// is shown beside it, so that nobody takes it for this incident.
import { useEffect, useState } from 'react';
import type { PlannedMaintenance } from '../../../src-shared/delivery.ts';
import type { PageDrift } from '../../../src-shared/incident/page-drift.ts';
import {
  pageLane,
  stepName,
  takesPart,
  type Page,
  type Publication,
} from '../../../src-shared/incident/status-page.ts';
import { formatClock, formatDay } from '../../../src-shared/text/clock-times.ts';
import { useNow } from '../../store/clock.ts';
import { useIncident } from '../../store/incident.ts';
import { ask, dispatch } from '../../store/record.ts';
import { Button } from '../../ui/button.tsx';
import { tellAnswer } from '../../ui/toast.tsx';

/** `onAgain`: our own text is wanted there again; it goes into the draft, and out as every post does. */
export function Drift({ drift, onAgain }: { drift: PageDrift; onAgain: (ours: Publication) => void }) {
  const ours = useIncident(({ statusPage }) =>
    statusPage.publications.findLast(
      (one) =>
        one.page === drift.page &&
        one.state === 'published' &&
        (drift.publication === undefined || one.id === drift.publication),
    ),
  );
  const settle = (choice: 'theirs' | 'ours'): void => {
    void dispatch({ type: 'page.settle-drift', drift: drift.id, choice }).then((answer) => {
      tellAnswer(answer, choice === 'theirs' ? 'What stands there stands.' : 'Your text is in the draft. Publish it.');
      if (answer.ok && choice === 'ours' && ours !== undefined) onAgain(ours);
    });
  };
  return (
    <div className="page-drift" role="group" aria-label="Changed on the page">
      <p className="page-drift-head">
        <b>{HEAD[drift.what]}</b> {formatClock(drift.at, 'UTC', 'to-the-minute')} UTC, not from here. Posting waits for
        your choice.
      </p>
      {drift.what === 'gone' ? null : (
        <p>
          <small>There now{drift.step === undefined ? '' : ` · ${stepName(drift.step)}`}</small>
          {drift.text === undefined || drift.text === '' ? 'No text' : drift.text}
        </p>
      )}
      {ours === undefined ? null : (
        <p>
          <small>Ours · {stepName(ours.step)}</small>
          {ours.text}
        </p>
      )}
      <div className="page-bar">
        <Button small tone="solid" onPress={() => settle('theirs')}>
          {drift.what === 'gone' ? 'Leave it deleted' : 'Let theirs stand'}
        </Button>
        {ours === undefined ? null : (
          <Button small onPress={() => settle('ours')}>
            Post ours again
          </Button>
        )}
      </div>
    </div>
  );
}

const HEAD: Readonly<Record<PageDrift['what'], string>> = {
  posted: 'Somebody posted on the page',
  edited: 'Somebody edited our post',
  gone: 'Somebody deleted our incident on the page',
};

export function Maintenance({ page }: { page: Page }) {
  const planned = useMaintenance(page);
  return planned.slice(0, MOST).map((one) => (
    <p key={one.id} className="page-maintenance" role="note">
      <b>{one.underWay ? 'Maintenance under way' : 'Planned maintenance'}</b> {one.name} · {spanOf(one)}
    </p>
  ));
}

const MOST = 3;

function spanOf({ from, until }: PlannedMaintenance): string {
  const clock = (at: number | null): string => (at === null ? '?' : formatClock(at, 'UTC', 'to-the-minute'));
  return `${from === null ? '' : `${formatDay(from, 'UTC')} `}${clock(from)} to ${clock(until)} UTC`;
}

/** The host looks at the page now and then; what it knows is asked for again each minute. */
function useMaintenance(page: Page): readonly PlannedMaintenance[] {
  const connected = useIncident((incident) => takesPart(incident, page));
  const minute = useNow(MINUTE);
  const [planned, setPlanned] = useState<readonly PlannedMaintenance[]>(NONE);
  useEffect(() => {
    if (!connected) return undefined;
    let wanted = true;
    void ask('page-maintenance', { lane: pageLane(page) }).then((found) => {
      if (wanted && found.ok) setPlanned(found.answer);
    });
    return () => {
      wanted = false;
    };
  }, [connected, page, minute]);
  return connected ? planned : NONE;
}

const MINUTE = 60_000;
const NONE: readonly PlannedMaintenance[] = [];
