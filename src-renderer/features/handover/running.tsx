// The six steps of a handover, one after the other: what is done, what is next, and the button for it.
import { readBackLines } from '../../../src-shared/documents/handover.ts';
import { plain } from '../../../src-shared/documents/words.ts';
import { handoverSteps, stepStates, stepWords, type Handover, type StepState } from '../../../src-shared/incident/handover-steps.ts'; // prettier-ignore
import { nameOf } from '../../../src-shared/incident/people.ts';
import { handOverByFile } from '../../actions/hand-over-by-file.ts';
import { hostNow, useNow } from '../../store/clock.ts';
import { incidentNow, useIncident, useZone } from '../../store/incident.ts';
import { useLiveDocument } from '../../store/live-document.ts';
import { dispatch } from '../../store/record.ts';
import { useElsewhere } from '../../store/station.ts';
import { closeDialog, openDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { DocumentDeeds, LiveDocumentView } from '../../ui/live-document.tsx';
import { nextDeed } from './next-deed.ts';
import { ReadBack } from './read-back.tsx';
import { ShadowTime } from './shadow-time.tsx';
import './handover.css';

export function Running({ handover }: { handover: Handover }) {
  const now = useNow();
  const zone = useZone();
  const elsewhere = useElsewhere() !== null;
  const from = useIncident((incident) => nameOf(incident, handover.from));
  const to = useIncident((incident) => nameOf(incident, handover.to));
  const { briefing } = handover;
  const issued = useIncident((incident) => incident.briefings.find((one) => one.id === briefing?.document)?.text);
  const document = useLiveDocument('handover', { to, issued });
  const deed = nextDeed(incidentNow(), handover, now);
  const reading = deed.step === 'briefing';
  const { problem, submit } = useSubmit(async () => {
    if (!reading || briefing !== null) return null;
    const lines = readBackLines(incidentNow(), { now: hostNow(), zone }).map(plain);
    const answer = await dispatch({ type: 'handover.brief', handover: handover.id, text: document.text, lines });
    return answer.ok ? null : answer.refusal.message;
  });
  const press = reading ? submit : deed.button?.press;
  return (
    <Dialog
      title="Handover briefing"
      width="wide"
      onClose={closeDialog}
      onSubmit={() => press?.()}
      problem={problem}
      lead={`${from} hands over to ${to}. Only the sixth step changes who has command.`}
      actions={
        <>
          <span className="leading">
            <DocumentDeeds document={document} />
          </span>
          {elsewhere ? null : <Button onPress={handOverByFile.perform}>To another laptop…</Button>}
          <Button onPress={() => openDialog({ name: 'handover-withdraw' })}>Withdraw…</Button>
          <Button autoFocus={deed.button === null} onPress={() => openDialog({ name: 'handover-skip' })}>
            Skip a step…
          </Button>
          {press === undefined || (reading && briefing !== null) ? null : (
            <Button key={deed.step} tone="solid" autoFocus onPress={press}>
              {reading ? 'Begin the read-back' : (deed.button?.label ?? '')}
            </Button>
          )}
        </>
      }
    >
      <Steps handover={handover} now={now} />
      {deed.aloud === undefined ? null : (
        <p className="handover-aloud" role="status">
          <small>{deed.aloud.by} says aloud</small>
          <strong>{deed.aloud.line}</strong>
        </p>
      )}
      {reading && briefing !== null ? <ReadBack handover={handover.id} lines={briefing.lines} by={to} /> : null}
      <LiveDocumentView document={document} />
    </Dialog>
  );
}

const IN_WORDS: Readonly<Record<StepState['state'], string>> = {
  done: 'done',
  skipped: 'skipped',
  'under-way': 'under way',
  next: 'now',
  ahead: 'then',
};

function Steps({ handover, now }: { handover: Handover; now: number }) {
  const states = stepStates(handover, now);
  return (
    <ol className="handover-steps" aria-label="Steps of the handover">
      {handoverSteps.map((step) => {
        const { state, reason } = states[step];
        return (
          <li key={step} className={state} aria-current={state === 'next' ? 'step' : undefined}>
            <span>
              {stepWords[step]}
              {reason === undefined ? null : <small> {reason}</small>}
            </span>
            {step === 'shadow' ? <ShadowTime handover={handover} /> : null}
            <em>{IN_WORDS[state]}</em>
          </li>
        );
      })}
    </ol>
  );
}
