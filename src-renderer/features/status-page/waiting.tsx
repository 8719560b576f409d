// A post that waits for legal, PR or whom the playbook names (DOMAIN.md 7, S2). It is frozen: changing it asks again. One that
// was refused shows why, and its words are there to be mended.
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { ApprovalRequest } from '../../../src-shared/incident/approval.ts';
import { besideText } from '../../../src-shared/incident/page-words.ts';
import { nameOf } from '../../../src-shared/incident/people.ts';
import { stepName } from '../../../src-shared/incident/status-page.ts';
import { formatClock } from '../../../src-shared/text/clock-times.ts';
import { useIncident } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { requestFocus, useView } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { tellAnswer } from '../../ui/toast.tsx';
import { ApprovalDialog, type ApprovalDeed } from './approval-dialog.tsx';

export function Waiting({ request, onChange }: { request: ApprovalRequest; onChange: () => void }) {
  const [deed, setDeed] = useState<ApprovalDeed | null>(null);
  const asker = useIncident((incident) => nameOf(incident, request.by));
  const buttons = useFocusHere();
  const change = (): void => {
    void dispatch({ type: 'approval.withdraw', request: request.id }).then((answer) => {
      tellAnswer(answer, 'Withdrawn. The text is yours to change.');
      if (answer.ok) onChange();
    });
  };
  return (
    <div className="page-held" role="group" aria-label="Post that waits for approval">
      <p className="page-held-head">
        <b>{stepName(request.step)}</b>
        <span>
          waits for {request.of}, asked by {asker} at {formatClock(request.askedAt, 'UTC', 'to-the-minute')} UTC
        </span>
      </p>
      <p className="page-held-text">{request.text}</p>
      <p className="page-held-beside">{besideText(request, false)}</p>
      <div className="page-bar page-approval" ref={buttons}>
        <Button small tone="solid" onPress={() => setDeed('give')}>
          Approve
        </Button>
        <Button small onPress={() => setDeed('refuse')}>
          Refuse
        </Button>
        <Button small onPress={change}>
          Change the text
        </Button>
        <Button small tone="quiet" onPress={() => setDeed('waive')}>
          Publish without
        </Button>
      </div>
      {deed === null ? null : <ApprovalDialog request={request} deed={deed} onClose={() => setDeed(null)} />}
    </div>
  );
}

/** The steps are switched off while it waits, so the focus comes here: from the button that asked, or by the key for the page. */
function useFocusHere(): RefObject<HTMLDivElement | null> {
  const buttons = useRef<HTMLDivElement>(null);
  const wish = useView((view) => (view.focus?.place === 'status-page' ? view.focus.n : 0));
  const seen = useRef(wish);
  useEffect(() => {
    // Nothing has the focus: the button that asked is gone. Whoever types elsewhere is left alone.
    if (wish !== seen.current || document.activeElement === document.body)
      buttons.current?.querySelector('button')?.focus();
    seen.current = wish;
  }, [wish]);
  useLayoutEffect(() => {
    const box = buttons.current;
    // Settled, its buttons go: a focus that was on them moves on instead of nowhere.
    return () => {
      if (box?.contains(document.activeElement) === true) requestFocus('status-page');
    };
  }, []);
  return buttons;
}

export function RefusedPost({ request, onTake }: { request: ApprovalRequest; onTake: () => void }) {
  const who = useIncident((incident) => nameOf(incident, request.settled?.person));
  return (
    <div className="page-open" role="note">
      <p>
        {who} refused {stepName(request.step)}: {request.settled?.reason}
      </p>
      <Button small onPress={onTake}>
        Mend the text
      </Button>
    </div>
  );
}
