// The board: decisions, hypotheses, tasks by owner and actions by state, each card with its next deed. It stands where the
// list of entries does; arrow keys go from card to card.
import { useMemo, useState, type KeyboardEvent } from 'react';
import { nameOf } from '../../../src-shared/incident/people.ts';
import { standing } from '../../../src-shared/incident/records.ts';
import type { Incident } from '../../../src-shared/incident/index.ts';
import { formatElapsed } from '../../../src-shared/text/durations.ts';
import { orderRollback } from '../../actions/order-rollback.ts';
import { useNow } from '../../store/clock.ts';
import { useIncident } from '../../store/incident.ts';
import { openDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/field.tsx';
import { MenuButton } from '../../ui/menu.tsx';
import { columnsOf, type Card, type Column } from './cards.ts';
import './board.css';

const FORMS = { Decisions: 'decision', Hypotheses: 'hypothesis', Tasks: 'task', Actions: 'action' } as const;
const NEW = {
  Decisions: 'New decision',
  Hypotheses: 'New hypothesis',
  Tasks: 'New task',
  Actions: 'New action',
} as const;

export function Board() {
  const incident = useIncident((whole) => whole);
  const [who, setWho] = useState('all');
  const [all, setAll] = useState(false);
  const columns = useMemo(() => columnsOf(incident, { who, all }), [incident, who, all]);
  const owners = useMemo(() => ownersOf(incident), [incident]);
  return (
    <div className="board-place">
      <div className="board-bar">
        <Choice label="Whose" hideLabel small value={who} options={owners} onChange={setWho} />
        <div className="filter-pills" role="group" aria-label="Which">
          <Pill label="Open" pressed={!all} onPress={() => setAll(false)} />
          <Pill label="All" pressed={all} onPress={() => setAll(true)} />
        </div>
        <Button small tone="amber" onPress={orderRollback.perform} hint="mod+b">
          Rollback…
        </Button>
      </div>
      <div className="board scroll" role="presentation" onKeyDown={moveAmongCards}>
        {columns.map((column) => (
          <BoardColumn key={column.name} column={column} incident={incident} />
        ))}
      </div>
    </div>
  );
}

function BoardColumn({ column, incident }: { column: Column; incident: Incident }) {
  return (
    <section className="board-column" aria-label={column.name}>
      <h3>
        {column.name}
        <span className="board-count">{column.groups.reduce((sum, group) => sum + group.cards.length, 0)}</span>
        <Button
          small
          tone="quiet"
          name={NEW[column.name]}
          onPress={() => openDialog({ name: FORMS[column.name], from: null })}
        >
          +
        </Button>
      </h3>
      {column.groups.length === 0 ? <p className="board-none">None.</p> : null}
      {column.groups.map((group) => (
        <div key={group.name} className="board-group">
          <h4>{group.name}</h4>
          <ul aria-label={`${column.name}: ${group.name}`}>
            {group.cards.map((card) => (
              <BoardCard key={card.id} card={card} owner={card.with === null ? '' : nameOf(incident, card.with)} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function BoardCard({ card, owner }: { card: Card; owner: string }) {
  const deeds = card.deeds();
  const [first, ...more] = deeds;
  return (
    <li className="board-card" data-card={card.id}>
      <p className="board-card-text" title={card.text}>
        {card.text}
      </p>
      <p className="board-card-state">
        <span className={`pill ${card.state.tone}`}>{card.state.word}</span>
        {owner === '' ? null : <span>{owner}</span>}
        {card.dueAt === null ? null : <TimeLeft dueAt={card.dueAt} />}
      </p>
      {card.notes.map((note) => (
        <p key={note} className="board-card-note" title={note}>
          {note}
        </p>
      ))}
      {first === undefined ? null : (
        <div className="board-card-deeds">
          <Button small name={`${first.label} ${card.text.slice(0, 60)}`} onPress={first.perform}>
            {first.label}
          </Button>
          {more.length === 0 ? null : (
            <MenuButton
              label="Card"
              choices={more}
              button={
                <Button small tone="quiet" name={`More for ${card.text.slice(0, 60)}`}>
                  ⋯
                </Button>
              }
            />
          )}
        </div>
      )}
    </li>
  );
}

function TimeLeft({ dueAt }: { dueAt: number }) {
  const now = useNow();
  return dueAt > now ? (
    <span className="mono">{formatElapsed(dueAt - now)} left</span>
  ) : (
    <span className="mono board-card-late">{formatElapsed(now - dueAt)} over</span>
  );
}

function Pill({ label, pressed, onPress }: { label: string; pressed: boolean; onPress: () => void }) {
  return (
    <button type="button" className="pill filter" aria-pressed={pressed} onClick={onPress}>
      {label}
    </button>
  );
}

function ownersOf(incident: Incident): { value: string; label: string }[] {
  const ids = new Set([
    ...standing(incident.decisions).map((d) => d.executor),
    ...standing(incident.hypotheses).map((h) => h.tester ?? null),
    ...standing(incident.tasks).map((t) => t.owner),
    ...standing(incident.actions).map((a) => a.owner),
  ]);
  const people = [...ids]
    .filter((one) => one !== null)
    .map((one) => ({ value: one, label: nameOf(incident, one) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'en'));
  return [{ value: 'all', label: 'Everybody' }, { value: 'nobody', label: 'Nobody yet' }, ...people];
}

/** Up and down within a column, left and right to the next; each card is reached by its first button. */
function moveAmongCards(event: KeyboardEvent<HTMLElement>): void {
  if (!(event.target instanceof HTMLElement)) return;
  const card = event.target.closest('[data-card]');
  const column = card?.closest('.board-column');
  if (card === null || card === undefined || column === null || column === undefined) return;
  const cards = [...column.querySelectorAll('[data-card]')];
  const columns = [...event.currentTarget.querySelectorAll('.board-column')];
  const at = cards.indexOf(card);
  const beside = (by: 1 | -1): Element | undefined =>
    columns
      .filter((one) => one.querySelector('[data-card] button') !== null)
      .at(columns.filter((one) => one.querySelector('[data-card] button') !== null).indexOf(column) + by)
      ?.querySelectorAll('[data-card]')[0];
  const to = { ArrowDown: cards[at + 1], ArrowUp: cards[at - 1], ArrowRight: beside(1), ArrowLeft: beside(-1) }[
    event.key
  ];
  const button = to?.querySelector('button');
  if (button === null || button === undefined) return;
  event.preventDefault();
  button.focus();
}
