// Somebody changed the page there, past us: both texts, and one press to say which stands. Planned maintenance of the page
// is shown beside it, so that nobody takes it for this incident.
import { useEffect, useState } from 'react';
import type { PlannedMaintenance } from '../../../src-shared/delivery.ts';
import { repeatText, type PageDrift } from '../../../src-shared/incident/page-drift.ts';
import {
  pageLane,
  stepName,
  takesPart,
  type ComponentState,
  type Page,
  type Publication,
  type Step,
} from '../../../src-shared/incident/status-page.ts';
import { formatClock, formatDay } from '../../../src-shared/text/clock-times.ts';
import { useNow } from '../../store/clock.ts';
import { useIncident } from '../../store/incident.ts';
import { ask, dispatch } from '../../store/record.ts';
import { Button } from '../../ui/button.tsx';
import { tellAnswer } from '../../ui/toast.tsx';

interface DriftProps {
  drift: PageDrift;
  /** our own text is wanted there again; it goes into the draft, and out as every post does */
  onAgain: (ours: Publication) => void;
  /** our component states are: they go out with the next words */
  onStates: (step: Step) => void;
}

export function Drift({ drift, onAgain, onStates }: DriftProps) {
  const { what } = drift;
  const ours = useIncident(({ statusPage }) =>
    statusPage.publications.findLast(
      (one) =>
        one.page === drift.page &&
        one.state === 'published' &&
        (drift.publication === undefined || one.id === drift.publication),
    ),
  );
  const repeat = useIncident((incident) => (what === 'doubled' ? repeatText(incident, drift) : null));
  const settle = (choice: 'theirs' | 'ours'): void => {
    void dispatch({ type: 'page.settle-drift', drift: drift.id, choice }).then((answer) => {
      tellAnswer(answer, choice === 'theirs' ? WORDS[what].left : WORDS[what].again);
      if (!answer.ok || choice === 'theirs' || ours === undefined || what === 'doubled') return;
      if (what === 'components') onStates(ours.step);
      else onAgain(ours);
    });
  };
  const { head, leave, mend } = WORDS[what];
  return (
    <div className="page-drift" role="group" aria-label="Changed on the page">
      <p className="page-drift-head">
        <b>{head}</b> {formatClock(drift.at, 'UTC', 'to-the-minute')} UTC
        {what === 'doubled' ? ', because an answer was lost.' : ', not from here. Posting waits for your choice.'}
      </p>
      {what === 'gone' || what === 'components' ? null : (
        <p>
          <small>
            {what === 'doubled' ? 'There twice' : 'There now'}
            {drift.step === undefined ? '' : ` · ${stepName(drift.step)}`}
          </small>
          {drift.text === undefined || drift.text === '' ? 'No text' : drift.text}
        </p>
      )}
      {drift.components?.map(({ name, ours: here, theirs }) => (
        <p key={name}>
          <small>{name}</small>
          There now {stateWords(theirs)}, ours {stateWords(here)}
        </p>
      ))}
      {repeat === null ? null : (
        <p>
          <small>Nobody can delete a post there from here. The later one would say, without a mail to anybody</small>
          {repeat}
        </p>
      )}
      {ours === undefined || what === 'components' || what === 'doubled' ? null : (
        <p>
          <small>Ours · {stepName(ours.step)}</small>
          {ours.text}
        </p>
      )}
      <div className="page-bar">
        <Button small tone={what === 'doubled' ? 'quiet' : 'solid'} onPress={() => settle('theirs')}>
          {leave}
        </Button>
        {ours === undefined && what !== 'doubled' ? null : (
          <Button small {...(what === 'doubled' ? { tone: 'solid' as const } : {})} onPress={() => settle('ours')}>
            {mend}
          </Button>
        )}
      </div>
    </div>
  );
}

const LEFT = 'What stands there stands.';
const THEIRS = { leave: 'Let theirs stand', mend: 'Post ours again', left: LEFT };
const IN_DRAFT = 'Your text is in the draft. Publish it.';
const WORDS: Readonly<
  Record<PageDrift['what'], { head: string; leave: string; mend: string; left: string; again: string }>
> = {
  posted: { ...THEIRS, head: 'Somebody posted on the page', again: IN_DRAFT },
  edited: { ...THEIRS, head: 'Somebody edited our post', again: IN_DRAFT },
  gone: {
    ...THEIRS,
    head: 'Somebody deleted our incident on the page',
    leave: 'Leave it deleted',
    again: IN_DRAFT,
  },
  components: {
    ...THEIRS,
    head: 'Somebody set components on the page',
    mend: 'Set ours again',
    again: 'Your states are in the draft. Publish it.',
  },
  doubled: {
    head: 'Our post stands there twice',
    leave: 'Leave both',
    mend: 'Mark the later one as a repeat',
    left: 'Both are left as they are.',
    again: 'On its way. Delivery shows when the page says so.',
  },
};

function stateWords(state: ComponentState): string {
  return state.replaceAll('-', ' ');
}

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
