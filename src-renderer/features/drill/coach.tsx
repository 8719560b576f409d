// The coach of a drill: the next step with its key, how far one has come, and the handles of the story.
import { useState } from 'react';
import { coached, coachSteps, type CoachStep } from '../../../src-shared/drill/coach.ts';
import { downSince, ranMs } from '../../../src-shared/incident/drill.ts';
import { formatElapsed } from '../../../src-shared/text/durations.ts';
import { breakSlack } from '../../actions/break-slack.ts';
import { endDrill } from '../../actions/end-drill.ts';
import { actions } from '../../actions/index.ts';
import { pauseDrill } from '../../actions/pause-drill.ts';
import { useNow } from '../../store/clock.ts';
import { useIncident } from '../../store/incident.ts';
import { Button } from '../../ui/button.tsx';
import { keyLabel } from '../../ui/keys.ts';
import './drill.css';

export function Coach() {
  const incident = useIncident((whole) => whole);
  const [open, setOpen] = useState(false);
  const { drill } = incident;
  if (drill === null) return null;
  const { done, next } = coached(incident);
  const closed = incident.lifecycle.status === 'closed';
  return (
    <section className="coach" aria-label="Drill">
      <div className="coach-line">
        <span className="pill violet">DRILL</span>
        <p className="coach-step" role="status">
          {next === null ? (
            <b>{closed ? 'Closed. Delete it from the list when you like.' : 'All done. Close it, then delete it.'}</b>
          ) : (
            <>
              <KeyOf step={next} />
              <b>{next.title}</b> <span>{next.how}</span>
            </>
          )}
        </p>
        <button
          type="button"
          className="coach-count"
          aria-expanded={open}
          aria-label={`${done.size} of ${coachSteps.length} steps done. All steps`}
          onClick={() => setOpen(!open)}
        >
          <progress max={coachSteps.length} value={done.size} aria-hidden="true" />
          {`${done.size} of ${coachSteps.length}`}
        </button>
        {closed ? null : <Handles story={drill.story} />}
      </div>
      {drill.story === 'paused' ? <p className="coach-quiet">The story is paused; your own clocks go on.</p> : null}
      {open ? (
        <ol className="coach-steps" aria-label="Steps of the drill">
          {coachSteps.map((step) => (
            <li key={step.id} className={done.has(step.id) ? 'done' : step === next ? 'now' : ''}>
              <span aria-hidden="true">{done.has(step.id) ? '✓' : '○'}</span>
              <span className="off-screen">{done.has(step.id) ? 'Done: ' : 'To do: '}</span>
              {step.title} <KeyOf step={step} />
            </li>
          ))}
        </ol>
      ) : null}
    </section>
  );
}

function Handles({ story }: { story: 'running' | 'paused' | 'ended' }) {
  const slackDown = useIncident((whole) => downSince(whole, 'slack') !== null);
  return (
    <span className="coach-handles">
      {story === 'ended' ? null : (
        <>
          <Ran />
          <Button small tone="quiet" onPress={pauseDrill.perform}>
            {story === 'running' ? 'Pause' : 'Resume'}
          </Button>
        </>
      )}
      <Button small tone="quiet" pressed={slackDown} onPress={breakSlack.perform}>
        {slackDown ? 'Slack answers again' : 'Slack goes down'}
      </Button>
      {story === 'ended' ? null : (
        <Button small tone="quiet" onPress={endDrill.perform}>
          End story
        </Button>
      )}
    </span>
  );
}

function Ran() {
  const drill = useIncident((whole) => whole.drill);
  const now = useNow();
  return drill === null ? null : <span className="mono coach-ran">{formatElapsed(ranMs(drill, now))}</span>;
}

/** The key of the action that does it, as the registry has it. */
function KeyOf({ step }: { step: CoachStep }) {
  const key = actions.find(({ id }) => id === step.action)?.keys[0];
  return key === undefined ? null : <kbd>{keyLabel(key)}</kbd>;
}
