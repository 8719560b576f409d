// The read-back: the relief says each line in their own words, and each is ticked when it was said (I-PASS; DOMAIN.md 9).
import { useEffect, useRef } from 'react';
import type { ReadBackLine } from '../../../src-shared/incident/handover-steps.ts';
import { dispatch } from '../../store/record.ts';
import { CheckBox } from '../../ui/field.tsx';
import { tellAnswer } from '../../ui/toast.tsx';

export function ReadBack({ handover, lines, by }: { handover: string; lines: readonly ReadBackLine[]; by: string }) {
  const list = useRef<HTMLFieldSetElement>(null);
  const ticked = lines.filter((line) => line.at !== null).length;
  // Space ticks one line after the other: the focus goes on to the next that is open.
  useEffect(() => {
    list.current?.querySelector<HTMLElement>('input:not(:checked)')?.focus();
  }, [ticked]);
  return (
    <fieldset ref={list} className="read-back">
      <legend>
        {by} reads back <em>{`${ticked} of ${lines.length}`}</em>
      </legend>
      {lines.map((line, i) => (
        <CheckBox
          key={line.text}
          checked={line.at !== null}
          onChange={(said) => {
            // What was said cannot be taken back: the record has it.
            if (said) void dispatch({ type: 'handover.tick', handover, line: i }).then((answer) => tellAnswer(answer));
          }}
        >
          {line.text}
        </CheckBox>
      ))}
    </fieldset>
  );
}
