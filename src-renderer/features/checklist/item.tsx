// One item: its box, and when it was ticked. What ticked itself cannot be unticked here; it opens when the deed is undone.
import { Checkbox, type CheckboxProps } from 'react-aria-components';
import type { ItemView } from '../../../src-shared/incident/checklist.ts';
import { nameOf } from '../../../src-shared/incident/people.ts';
import { formatClock } from '../../../src-shared/text/clock-times.ts';
import { useIncident } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { tell, tellAnswer } from '../../ui/toast.tsx';

export function Item({ list, item }: { list: string; item: ItemView }) {
  const { tick } = item;
  const who = useIncident((incident) => (tick?.by === null || tick === null ? null : nameOf(incident, tick.by)));
  const toggle = (): void => {
    if (tick?.how === 'deed') {
      tell('It ticked itself: it was done. It opens again when that is undone.');
      return;
    }
    const type = tick === null ? 'checklist.tick' : 'checklist.untick';
    void dispatch({ type, list, item: item.id }).then((answer) => tellAnswer(answer));
  };
  return (
    <li>
      <Checkbox
        className="check checklist-item"
        isSelected={tick !== null}
        onChange={toggle}
        onKeyDown={moveWithArrows}
      >
        <span className="check-box" aria-hidden="true" />
        <span className="checklist-text">{item.text}</span>
        {tick === null ? null : (
          <small title={`${tick.how === 'deed' ? 'Ticked itself' : 'Ticked by hand'}${who === null ? '' : `, ${who}`}`}>
            <span className="off-screen">{tick.how === 'deed' ? 'ticked itself at ' : 'ticked by hand at '}</span>
            {tick.how === 'deed' ? '' : '✎ '}
            {formatClock(tick.at, 'UTC', 'to-the-minute')}
          </small>
        )}
      </Checkbox>
    </li>
  );
}

/** Up and down go from item to item; Tab does as well. Every other key goes on to whom it is meant for. */
function moveWithArrows(event: Parameters<NonNullable<CheckboxProps['onKeyDown']>>[0]): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const section = event.target instanceof Element ? event.target.closest('section') : null;
  const boxes = [...(section?.querySelectorAll<HTMLElement>('input') ?? [])];
  const next = boxes[boxes.findIndex((box) => box === event.target) + step];
  if (step === 0 || next === undefined) {
    event.continuePropagation();
    return;
  }
  event.preventDefault();
  next.focus();
}
