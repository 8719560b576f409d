// One clock with its words and the button that mends it; the same in the strip and in the list of all.
import { memo } from 'react';
import type { ClockView, Mend } from '../../../src-shared/incident/clock.ts';
import { Button } from '../../ui/button.tsx';
import { standingOf, wordsOf } from './clock-words.ts';
import { nameOfMend, perform, shortNameOf } from './mend.ts';

/** Clocks are computed anew each second; the words of most of them change, their buttons hardly ever. */
export function Clock({ clock, now }: { clock: ClockView; now: number }) {
  const { label, state, target, mend } = clock;
  const words = wordsOf(clock, now);
  return (
    <div className={`clock ${state}${target === true ? ' target' : ''}`} role="group" aria-label={label}>
      <i className="dot" aria-hidden="true" />
      <div className="clock-words">
        <b title={label}>{label}</b>
        <span title={words}>
          <span className="off-screen">{standingOf(clock)}: </span>
          {words}
        </span>
      </div>
      {mend === null ? null : <MendButton label={label} loud={target !== true} state={state} mend={mend} />}
    </div>
  );
}

interface MendProps {
  label: string;
  loud: boolean;
  state: ClockView['state'];
  mend: Mend;
}

const MendButton = memo(
  function MendButton({ label, loud, state, mend }: MendProps) {
    const tone = !loud ? 'plain' : state === 'overdue' ? 'red' : state === 'soon' ? 'amber' : 'plain';
    return (
      <Button small tone={tone} name={nameOfMend({ mend, label })} onPress={() => perform(mend)}>
        {shortNameOf(mend)}
      </Button>
    );
  },
  (before, after) => JSON.stringify(before) === JSON.stringify(after),
);
