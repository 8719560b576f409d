// The incident's status as steps: where it stands, where it can go. Arrows move the focus, Enter or a press moves the status.
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { isForward, type Status } from '../../../src-shared/incident/lifecycle.ts';
import { incidentStatuses } from '../../../src-shared/playbook/schema.ts';
import { formatClock, formatUtcAndLocal } from '../../../src-shared/text/clock-times.ts';
import { useIncident, useZone } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { openDialog } from '../../store/view.ts';
import { tellAnswer } from '../../ui/toast.tsx';

export function StatusSteps() {
  const { status, entered } = useIncident((incident) => incident.lifecycle);
  const zone = useZone();
  const steps = useRef<HTMLDivElement>(null);
  // Where the window is too narrow for all of them, the one that holds is in view.
  useEffect(() => {
    const row = steps.current;
    const now = row?.querySelector<HTMLElement>('[aria-checked=true]');
    if (!row || !now) return;
    const watch = new ResizeObserver(() => {
      row.scrollLeft = now.offsetLeft + now.offsetWidth - row.offsetLeft - row.clientWidth + 40;
    });
    watch.observe(row);
    return () => watch.disconnect();
  }, [status]);
  const moveFocus = (event: KeyboardEvent<HTMLElement>): void => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    const all = [...(steps.current?.querySelectorAll<HTMLElement>('[role=radio]') ?? [])];
    const at = all.findIndex((one) => one === document.activeElement);
    all[at + by]?.focus();
    event.preventDefault();
  };
  return (
    // Radios, not buttons: one of them holds at any time. Moving the focus alone changes nothing.
    <div
      ref={steps}
      className="steps"
      role="radiogroup"
      aria-label="Incident status"
      tabIndex={-1}
      onKeyDown={moveFocus}
    >
      {incidentStatuses
        .filter((step) => step !== 'closed' || status === 'resolved' || status === 'closed')
        .map((step, i) => {
          const at = entered[step];
          const state = step === status ? 'now' : isForward(step, status) ? 'done' : '';
          return (
            <span key={step} className="step-place">
              {i === 0 ? null : (
                <span className="step-line" aria-hidden="true">
                  ›
                </span>
              )}
              <button
                type="button"
                role="radio"
                aria-checked={step === status}
                tabIndex={step === status ? 0 : -1}
                className={`step ${state}`}
                title={at === undefined ? undefined : formatUtcAndLocal(at, zone)}
                onClick={() => move(status, step)}
              >
                {step.charAt(0).toUpperCase() + step.slice(1)}
                {at === undefined || (state === '' && step !== 'detected') ? null : (
                  <span className="step-time"> {formatClock(at, 'UTC', 'to-the-minute')}</span>
                )}
              </button>
            </span>
          );
        })}
    </div>
  );
}

/** Forward is one press; back, resolving and closing ask first. */
function move(from: Status, to: Status): void {
  if (from === to) return;
  if (!isForward(from, to) || to === 'resolved' || to === 'closed') openDialog({ name: 'move-status', to });
  else void dispatch({ type: 'status.move', to }).then((answer) => tellAnswer(answer));
}
