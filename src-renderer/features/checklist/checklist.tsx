// The checklist under the role board: one's own first, the others behind a switch. Items tick themselves from deeds
// (DOMAIN.md 12).
import { useEffect, useRef, useState, type RefObject } from 'react';
import { checklistsOf, type ChecklistView } from '../../../src-shared/incident/checklist.ts';
import type { Incident } from '../../../src-shared/incident/index.ts';
import { seatsOf } from '../../../src-shared/incident/roles.ts';
import { useIncident } from '../../store/incident.ts';
import { isMe, useRecord } from '../../store/record.ts';
import { useView } from '../../store/view.ts';
import { Item } from './item.tsx';
import './checklist.css';

export function Checklist() {
  const incident = useIncident((whole) => whole);
  const host = useRecord((record) => record.host);
  // The next incident begins with one's own list again.
  const [chosen, choose] = useState<{ incident: string; list: string }>({ incident: '', list: '' });
  const section = useNextItemFocus();
  const lists = checklistsOf(incident);
  const own = ownList(incident, lists, (person) => isMe(host, person));
  const shown = lists.find(({ id }) => chosen.incident === incident.id && id === chosen.list) ?? own;
  if (shown === undefined) return null;
  return (
    <section ref={section} className="checklist" aria-label="Checklist">
      <h2 className="section-title">
        {shown.name}{' '}
        <em>
          {shown.done} of {shown.size}
        </em>
      </h2>
      {lists.length < 2 ? null : (
        <div className="checklist-switch" role="group" aria-label="Whose checklist">
          {lists.map(({ id, short, name, done, size }) => (
            <button
              key={id}
              type="button"
              className="pill checklist-pill"
              aria-pressed={id === shown.id}
              aria-label={`${name}, ${done} of ${size}`}
              onClick={() => choose({ incident: incident.id, list: id })}
            >
              {short}
            </button>
          ))}
        </div>
      )}
      {shown.phases.map(({ when, items }, i) => (
        <div key={when ?? i}>
          {when === null ? null : <h3 className="checklist-phase">{when}</h3>}
          <ul aria-label={when === null ? shown.name : `${shown.name}, ${when}`}>
            {items.map((item) => (
              <Item key={item.id} list={shown.id} item={item} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

/** The list of the role that the person at the keyboard has; else the commander's. */
function ownList(
  incident: Incident,
  lists: readonly ChecklistView[],
  me: (person: string) => boolean,
): ChecklistView | undefined {
  const holds = (role: string): boolean => seatsOf(incident, role).some(({ person }) => me(person));
  return lists.find(({ role }) => role !== null && holds(role)) ?? lists.find(({ role }) => role === 'ic') ?? lists[0];
}

/** The key for the checklist puts the focus on the next open item, or on the first where all are done. */
function useNextItemFocus(): RefObject<HTMLElement | null> {
  const section = useRef<HTMLElement>(null);
  const wish = useView((view) => (view.focus?.place === 'checklist' ? view.focus.n : 0));
  useEffect(() => {
    if (wish === 0) return;
    const boxes = [...(section.current?.querySelectorAll<HTMLInputElement>('input') ?? [])];
    (boxes.find((box) => !box.checked) ?? boxes[0])?.focus();
  }, [wish]);
  return section;
}
