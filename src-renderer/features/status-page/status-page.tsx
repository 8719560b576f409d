// The status page: four steps, the text, components, an explicit notify flag, and 5 s in which a post can be taken back.
// The private page, where one takes part, is a destination of its own behind a small choice (DOMAIN.md 7, S2).
import { useEffect, useRef, useState, type RefObject } from 'react';
import { refusedRequest, waitingRequest, type ApprovalRequest } from '../../../src-shared/incident/approval.ts';
import {
  approvalRule,
  heldPublication,
  openDrift,
  pageRef,
  stepName,
  takesPart,
  type Page,
  type Step,
} from '../../../src-shared/incident/status-page.ts';
import { showSupportScript } from '../../actions/show-support-script.ts';
import { statusPageSteps } from '../../../src-shared/playbook/schema.ts';
import { hostNow } from '../../store/clock.ts';
import { incidentNow, useIncident, useZone } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { useView } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { tellAnswer } from '../../ui/toast.tsx';
import { Adopt } from './adopt.tsx';
import { Drift, Maintenance } from './drift.tsx';
import { Editor } from './editor.tsx';
import { Held } from './held.tsx';
import { LastPost } from './last-post.tsx';
import { PageChoice } from './page-choice.tsx';
import { useAdoptable, usePageComponents } from './page-facts.ts';
import { submittedHere } from './release.ts';
import { usePageDraft, type PageDraft } from './use-draft.ts';
import { RefusedPost, Waiting } from './waiting.tsx';
import './status-page.css';

export function StatusPage() {
  const incident = useIncident((whole) => whole.id);
  const hasChoice = useIncident((whole) => takesPart(whole, 'private'));
  // The next incident begins at its public page again.
  const [chosen, choose] = useState<{ incident: string; page: Page }>({ incident: '', page: 'public' });
  const page = hasChoice && chosen.incident === incident ? chosen.page : 'public';
  const now = useIncident((whole) => whole.statusPage.pages[page].step);
  const hasScript = useIncident(showSupportScript.when);
  const elsewhere = useIncident((whole) => heldPublication(whole, page === 'public' ? 'private' : 'public'));
  return (
    <section className="status-page" aria-label="Status page">
      <h2 className="section-title">
        Status page <em>{now === null ? 'nothing posted' : `stands at ${stepName(now)}`}</em>
      </h2>
      {hasChoice ? <PageChoice page={page} onChange={(to) => choose({ incident, page: to })} /> : null}
      <Desk key={`${incident} ${page}`} incident={incident} page={page} />
      {elsewhere === undefined ? null : <Held key={elsewhere.id} publication={elsewhere} elsewhere />}
      {hasScript ? (
        <p className="page-support">
          <Button small tone="quiet" onPress={showSupportScript.perform}>
            {showSupportScript.label}
          </Button>
        </p>
      ) : null}
    </section>
  );
}

/** Where one page is written to. */
function Desk({ incident, page }: { incident: string; page: Page }) {
  const now = useIncident((whole) => whole.statusPage.pages[page].step);
  const held = useIncident((whole) => heldPublication(whole, page));
  const waits = useIncident((whole) => waitingRequest(whole, page));
  const refused = useIncident((whole) => refusedRequest(whole, page));
  const approval = useIncident((whole) => approvalRule(whole, page));
  const drift = useIncident((whole) => openDrift(whole, page));
  const opens = useIncident((whole) =>
    takesPart(whole, page) && whole.remote.refs[pageRef(page)] === undefined
      ? (whole.declaration?.title ?? null)
      : null,
  );
  const zone = useZone();
  const [draft, setDraft] = usePageDraft(incident, page);
  const [aside, setAside] = useState<string | null>(null);
  const [reasonMissing, setReasonMissing] = useState(false);
  const steps = useStepFocus(now);
  const onPage = usePageComponents(page, draft !== null);
  const adoptable = useAdoptable(page, draft !== null);

  const publish = async (wanted: PageDraft): Promise<void> => {
    if (isBack(now, wanted.step) && wanted.reason.trim() === '') {
      setReasonMissing(true);
      return;
    }
    const asks = approval !== null && (!approval.optional || wanted.ask === true);
    const answer = await dispatch({
      type: asks ? 'approval.ask' : 'status-page.publish',
      page,
      step: wanted.step,
      text: wanted.text,
      components: [...wanted.components],
      notify: wanted.notify,
      // The promise stands in the text that was filled in; what was rewritten by hand promises what it says, which nobody can read back.
      ...(wanted.touched || wanted.nextAt === undefined || wanted.nextAt <= hostNow() ? {} : { nextAt: wanted.nextAt }),
      ...(wanted.reportHours === undefined ? {} : { reportHours: wanted.reportHours }),
      ...(wanted.reason.trim() === '' ? {} : { reason: wanted.reason }),
    });
    tellAnswer(answer, asks ? `Asked. Nothing goes out before ${approval.by} says yes.` : undefined);
    if (!answer.ok) return;
    for (const id of answer.events) submittedHere.add(id);
    setDraft(null);
    setAside(null);
    setReasonMissing(false);
  };

  /** The first press fills the draft and arms Publish; with the draft untouched, the second publishes. */
  const pressStep = async (step: Step): Promise<void> => {
    if (draft?.step === step && !draft.touched) {
      await publish(draft);
      return;
    }
    // The templates come with their engine, which nobody needs before the first post.
    const { statusPageDraft } = await import('../../../src-shared/documents/drafts.ts');
    if (draft?.touched === true) setAside(draft.text);
    setReasonMissing(false);
    const filledIn = statusPageDraft(incidentNow(), step, { now: hostNow(), zone }, page);
    setDraft({ step, ...filledIn, reason: '', touched: false });
  };

  useNextStepWish(steps, (step) => {
    // What somebody has rewritten stays; the focus alone goes there.
    if (draft?.touched !== true && draft?.step !== step) void pressStep(step);
  });

  /** Words of the same step, with every component as we said it last. */
  const oursAgain = async (step: Step): Promise<void> => {
    const { statusPageDraft } = await import('../../../src-shared/documents/drafts.ts');
    if (draft?.touched === true) setAside(draft.text);
    const whole = incidentNow();
    const filledIn = statusPageDraft(whole, step, { now: hostNow(), zone }, page);
    setDraft({ step, ...filledIn, components: whole.statusPage.pages[page].components, reason: '', touched: true });
  };

  return (
    <>
      {drift === undefined ? null : (
        <Drift
          key={drift.id}
          drift={drift}
          onAgain={({ step, text, components, notify }) =>
            setDraft({ step, text, components, notify, reason: '', touched: true })
          }
          onStates={(step) => void oursAgain(step)}
        />
      )}
      <div className="page-steps" ref={steps}>
        {statusPageSteps.map((step) => (
          <StepButton
            key={step}
            step={step}
            now={now}
            armed={draft?.step === step}
            disabled={held !== undefined || waits !== undefined}
            onPress={() => void pressStep(step)}
          />
        ))}
      </div>
      {held !== undefined ? (
        <Held publication={held} />
      ) : waits !== undefined ? (
        <Waiting key={waits.id} request={waits} onChange={() => setDraft(draftOf(waits))} />
      ) : (
        <Editor
          page={page}
          approval={approval}
          draft={draft}
          back={draft !== null && isBack(now, draft.step)}
          reasonMissing={reasonMissing}
          onPage={onPage}
          opens={opens}
          onChange={setDraft}
          onPublish={(ready) => void publish(ready)}
        />
      )}
      {refused === undefined || draft !== null ? null : (
        <RefusedPost request={refused} onTake={() => setDraft(draftOf(refused))} />
      )}
      {aside === null || draft === null ? null : (
        <p className="page-aside">
          Your own text was set aside.
          <Button
            small
            tone="quiet"
            onPress={() => {
              setDraft({ ...draft, text: aside, touched: true });
              setAside(null);
            }}
          >
            Bring it back
          </Button>
        </p>
      )}
      <Maintenance page={page} />
      <Adopt page={page} open={adoptable} />
      <LastPost page={page} />
    </>
  );
}

function StepButton({
  step,
  now,
  armed,
  disabled,
  onPress,
}: {
  step: Step;
  now: Step | null;
  armed: boolean;
  disabled: boolean;
  onPress: () => void;
}) {
  const at = now === null ? -1 : statusPageSteps.indexOf(now);
  const place = statusPageSteps.indexOf(step);
  const state = armed ? 'armed' : place === at ? 'current' : place < at ? 'past' : place === at + 1 ? 'next' : '';
  return (
    <button
      type="button"
      className={`page-step ${state}`}
      data-step={step}
      aria-current={place === at ? 'step' : undefined}
      aria-describedby={armed ? 'page-armed' : undefined}
      disabled={disabled}
      onClick={onPress}
    >
      {stepName(step)}
    </button>
  );
}

/** What was asked for, to be changed and asked for again. The time it promised was chosen for a text that went out at once. */
function draftOf({ step, text, components, notify, reportHours, reason }: ApprovalRequest): PageDraft {
  return {
    step,
    text,
    components,
    notify,
    ...(reportHours === undefined ? {} : { reportHours }),
    reason: reason ?? '',
    ask: true,
    touched: true,
  };
}

function isBack(now: Step | null, to: Step): boolean {
  return now !== null && statusPageSteps.indexOf(to) < statusPageSteps.indexOf(now);
}

/** The key for the status page puts the focus on the step that comes next. */
function useStepFocus(now: Step | null): RefObject<HTMLDivElement | null> {
  const steps = useRef<HTMLDivElement>(null);
  const wish = useView((view) =>
    view.focus?.place === 'status-page' || view.focus?.place === 'next-step' ? view.focus.n : 0,
  );
  const next =
    statusPageSteps[Math.min(now === null ? 0 : statusPageSteps.indexOf(now) + 1, statusPageSteps.length - 1)] ??
    'investigating';
  const wanted = useRef(next);
  wanted.current = next;
  useEffect(() => {
    if (wish > 0) steps.current?.querySelector<HTMLElement>(`[data-step=${wanted.current}]`)?.focus();
  }, [wish]);
  return steps;
}

/** The key for the next step fills it in as well, once for each press; it is armed then, as after a press on its button. */
function useNextStepWish(steps: RefObject<HTMLDivElement | null>, fill: (step: Step) => void): void {
  const wish = useView((view) => (view.focus?.place === 'next-step' ? view.focus.n : 0));
  const latest = useRef(fill);
  latest.current = fill;
  useEffect(() => {
    // The step that the focus went to; none where a post is held or waits.
    const focused = steps.current?.querySelector<HTMLElement>('[data-step]:focus')?.dataset['step'];
    const step = statusPageSteps.find((one) => one === focused);
    if (wish <= answered || step === undefined) return;
    answered = wish;
    latest.current(step);
  }, [wish, steps]);
}

/** The last press that was answered: a panel that comes back later fills in nothing by itself. */
let answered = 0;
