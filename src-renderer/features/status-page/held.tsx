// A post on its way out: seconds left to take it back. One that outlived a crash asks what to do.
import { useLayoutEffect, useRef } from 'react';
import { stepName, type Publication } from '../../../src-shared/incident/status-page.ts';
import { useNow } from '../../store/clock.ts';
import { dispatch } from '../../store/record.ts';
import { requestFocus } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { tellAnswer } from '../../ui/toast.tsx';
import { releasePublication, submittedHere, useRelease } from './release.ts';

/** After its time this long, nobody is going to release it by itself. */
const FORGOTTEN_MS = 2_500;

/** `elsewhere`: it is a post of the page that is not shown just now, so it says which. */
export function Held({ publication, elsewhere = false }: { publication: Publication; elsewhere?: boolean }) {
  const now = useNow();
  useRelease(publication);
  const group = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const box = group.current;
    // When the post goes, its buttons go: a focus that was on them moves to the steps instead of nowhere.
    return () => {
      if (box?.contains(document.activeElement) === true) requestFocus('status-page');
    };
  }, []);
  const left = Math.max(0, Math.ceil((publication.heldUntil - now) / 1000));
  const forgotten = now > publication.heldUntil + FORGOTTEN_MS && !submittedHere.has(publication.id);
  return (
    <div
      ref={group}
      className="page-held"
      role="group"
      aria-label={publication.page === 'private' ? 'Held post of the private page' : 'Held post'}
    >
      <p className="page-held-head">
        <b>
          {elsewhere ? (publication.page === 'private' ? 'Private page: ' : 'Public page: ') : ''}
          {stepName(publication.step)}
        </b>
        {forgotten ? (
          <span>was being held when Warroom stopped. Nobody has seen it.</span>
        ) : (
          <span>
            goes out in{' '}
            <span className="page-held-left" role="timer" aria-label="Publishes in">
              {left} s
            </span>
          </span>
        )}
      </p>
      <p className="page-held-text">{publication.text}</p>
      <div className="page-bar">
        <Button
          autoFocus
          tone="amber"
          onPress={() =>
            void dispatch({ type: 'status-page.take-back', publication: publication.id }).then((answer) =>
              tellAnswer(answer, 'Taken back. Nothing was posted.'),
            )
          }
        >
          Take back
        </Button>
        {forgotten ? (
          <Button tone="solid" onPress={() => void releasePublication(publication.id)}>
            Publish now
          </Button>
        ) : null}
      </div>
    </div>
  );
}
