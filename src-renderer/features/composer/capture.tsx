// One line over any program: what is typed here goes to the incident that was last on screen, or to another that is chosen.
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { IncidentSummary } from '../../../src-shared/bridge.ts';
import { parseComposer } from '../../../src-shared/text/composer.ts';
import { hostNow } from '../../store/clock.ts';
import { draftKey, draftsOf, flushDraft, forgetDraft, keepDraft } from '../../store/drafts.ts';
import { useIncident } from '../../store/incident.ts';
import { lastOnScreen } from '../../store/on-screen.ts';
import { dispatchHost, dispatchTo, openIncident, useRecord } from '../../store/record.ts';
import { SeverityBadge } from '../../ui/severity.tsx';
import { commandOf } from '../../../src-shared/incident/composed.ts';
import './capture.css';

const DRAFT = draftKey('capture', 'line');

export function Capture() {
  const incidents = useRecord((record) => record.incidents);
  const lost = useRecord((record) => record.connection === 'lost' || record.connection === 'refused');
  const people = useIncident((whole) => whole.people);
  const running = useMemo(() => runningFirst(incidents ?? []), [incidents]);
  const [chosen, choose] = useState<string | null>(null);
  const [line, setLine] = useState('');
  const [said, say] = useState('');
  const box = useRef<HTMLInputElement>(null);
  const saving = useRef(false);
  const into = running.find(({ id }) => id === chosen) ?? running[0];
  const known = useMemo(() => Object.values(people).map(({ id, name }) => ({ id, name })), [people]);
  const read = useMemo(() => parseComposer(line, { now: hostNow(), zone: 'UTC', people: known }), [line, known]);

  // Its people are followed too, so that @names mean somebody.
  useEffect(() => openIncident(into?.id ?? null), [into?.id]);
  useEffect(() => {
    void draftsOf('capture').then((drafts) => setLine((now) => (now === '' ? (drafts[DRAFT] ?? '') : now)));
    // Each time it comes up: the incident that is on screen now, and the cursor in the line.
    const come = (): void => {
      choose(lastOnScreen());
      say('');
      box.current?.focus();
    };
    come();
    window.addEventListener('focus', come);
    return () => window.removeEventListener('focus', come);
  }, []);

  const save = async (): Promise<void> => {
    if (read.type === 'search') say('Search in the cockpit itself; this line only saves.');
    if (read.type === 'incomplete') say(read.what);
    if (read.type !== 'entry' || into === undefined || saving.current) return;
    saving.current = true;
    const answer = await dispatchTo(into.id, commandOf(read));
    saving.current = false;
    if (!answer.ok) {
      say(answer.refusal.message);
      return;
    }
    // Durable: only now does the line go, and the window.
    setLine('');
    forgetDraft(DRAFT);
    close();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') void save();
    else if (event.key === 'Escape') {
      flushDraft(DRAFT);
      close();
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && running.length > 1) {
      const at = running.findIndex(({ id }) => id === into?.id) + (event.key === 'ArrowDown' ? 1 : -1);
      choose(running.at(at % running.length)?.id ?? null);
    } else return;
    event.preventDefault();
  };

  return (
    <main className="capture">
      <h1 className="off-screen">Capture</h1>
      <p className="capture-into">
        {into === undefined ? (
          'No incident is open. Declare one in the cockpit first.'
        ) : (
          <>
            <SeverityBadge level={into.severity} />
            <b>{into.title}</b>
            <span className="mono">{into.number}</span>
          </>
        )}
        {running.length > 1 ? <span className="capture-other">↑ ↓ another incident</span> : null}
      </p>
      <input
        ref={box}
        className="capture-line"
        type="text"
        aria-label="Log entry"
        aria-describedby="capture-hints"
        autoFocus
        autoComplete="off"
        spellCheck={false}
        placeholder="What happened? Enter saves, Escape keeps it for later."
        value={line}
        onChange={(event) => {
          setLine(event.target.value);
          say('');
          keepDraft(DRAFT, event.target.value);
        }}
        onKeyDown={onKeyDown}
      />
      <p id="capture-hints" className="capture-hints">
        <span role="status">{lost ? 'Not connected to the record. What you typed stays here.' : said}</span>
        {said === '' && !lost ? <Understood chips={'chips' in read ? read.chips : []} /> : null}
      </p>
    </main>
  );
}

function Understood({ chips }: { chips: readonly { label: string }[] }) {
  if (chips.length === 0) return <span>d decision · h hypothesis · t @who 10m · a action · c comms · -4m · !</span>;
  return chips.map((chip) => (
    <span key={chip.label} className="pill info">
      {chip.label}
    </span>
  ));
}

/** Its host puts the window away: a page that closed itself would be gone, with what is half typed. */
function close(): void {
  void dispatchHost({ type: 'capture.close' });
}

/** Those that run, real ones before drills, the newest first; what is only resolved last. */
function runningFirst(incidents: readonly IncidentSummary[]): IncidentSummary[] {
  const rank = (one: IncidentSummary): number => (one.status === 'resolved' ? 2 : 0) + (one.drill === true ? 1 : 0);
  return incidents
    .filter(({ status, quarantined }) => status !== 'closed' && quarantined === undefined)
    .toSorted((a, b) => rank(a) - rank(b) || b.declaredAt - a.declaredAt);
}
