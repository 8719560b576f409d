// The line that the scribe types into: understood as it is typed, saved on Enter, kept half-typed across a crash.
import { useEffect, useId, useMemo, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import { recordOf } from '../../../src-shared/incident/records.ts';
import { parseComposer, type ComposedEntry } from '../../../src-shared/text/composer.ts';
import { hostNow } from '../../store/clock.ts';
import { draftKey, draftsOf, flushDraft, forgetDraft, keepDraft } from '../../store/drafts.ts';
import { incidentNow, useIncident } from '../../store/incident.ts';
import { dispatchTo } from '../../store/record.ts';
import { proposalDeeds } from '../../store/record-deeds.ts';
import { jumpToEnd, openDialog, requestFocus, useView } from '../../store/view.ts';
import { SuggestionList, useSuggest, type Suggestion } from '../../ui/suggest.tsx';
import { tell } from '../../ui/toast.tsx';
import { formOf } from '../../store/composed.ts';
import { commandOf } from '../../../src-shared/incident/composed.ts';
import { nameInCommand } from '../../../src-shared/incident/in-command.ts';
import { Hints } from './hints.tsx';
import { namePart, withName } from './name-part.ts';
import { PasteOffer, linesIn } from './paste-offer.tsx';
import './composer.css';

/** From this many lines on, a paste is likely a timeline. */
const MANY_LINES = 3;

const NOTHING_SAID = { text: '', undo: false };

export function Composer() {
  const incident = useIncident((whole) => whole.id);
  const people = useIncident((whole) => whole.people);
  const [line, setLine] = useState('');
  const [caret, setCaret] = useState(0);
  const [said, say] = useState(NOTHING_SAID);
  const [pasted, setPasted] = useState<string | null>(null);
  const [quiet, setQuiet] = useState('');
  const box = useRef<HTMLTextAreaElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const id = useId();
  const key = draftKey(incident, 'composer');
  const wish = useView((view) => (view.focus?.place === 'composer' ? view.focus.n : 0));

  const known = useMemo(() => Object.values(people).map(({ id: person, name }) => ({ id: person, name })), [people]);
  // A typed time is read in UTC, like every time on the screen; the chip says what was understood.
  const read = useMemo(() => parseComposer(line, { now: hostNow(), zone: 'UTC', people: known }), [line, known]);

  useEffect(() => {
    if (wish > 0) box.current?.focus();
  }, [wish]);
  useDraft(incident, key, (text) => setLine((now) => (now === '' ? text : now)));

  const spent = useView((view) => view.spent);
  useEffect(() => {
    // By its form it is on the record; what was typed meanwhile stays.
    if (spent === null || box.current?.value !== spent.line) return;
    setLine('');
    forgetDraft(key);
    say({ text: 'Saved to disk.', undo: true });
  }, [spent, key]);

  const change = (text: string): void => {
    setLine(text);
    say(NOTHING_SAID);
    keepDraft(key, text);
  };

  const save = async (entry: ComposedEntry, typed: string): Promise<void> => {
    setLine('');
    const answer = await dispatchTo(incident, commandOf(entry));
    if (!answer.ok) {
      // What was typed comes back; what was typed meanwhile stays in front of it.
      setLine((now) => (now === '' ? typed : `${now}\n${typed}`));
      keepDraft(key, typed);
      tell(answer.refusal.message, 'red');
      return;
    }
    const now = box.current?.value ?? '';
    if (now === '') forgetDraft(key);
    else keepDraft(key, now);
    say({ text: entry.cleaned ?? 'Saved to disk.', undo: true });
    tellProposal(answer.events);
    if (!entry.backdated) jumpToEnd();
  };

  const enter = (): void => {
    if (read.type === 'search') {
      change('');
      useView.setState({ search: read.query });
      requestFocus('search');
    } else if (read.type === 'entry') void save(read, line);
    else if (read.type === 'incomplete') say({ text: read.what, undo: false });
  };

  const part = namePart(line, caret);
  const sought = part === null ? null : part.text.toLowerCase();
  const suggestions = useMemo<Suggestion[]>(() => {
    if (sought === null || quiet === sought) return [];
    return known
      .filter((one) => one.name.toLowerCase().includes(sought))
      .map((one) => ({ id: one.id, label: one.name }));
  }, [known, sought, quiet]);
  const pick = (one: Suggestion): void => {
    if (part === null) return;
    const next = withName(line, part, one.label);
    change(next.line);
    setCaret(next.caret);
    requestAnimationFrame(() => box.current?.setSelectionRange(next.caret, next.caret));
  };
  const listId = `${id}-people`;
  const showing = suggestions.length > 0;
  const state = useSuggest({
    listId,
    suggestions,
    open: showing,
    autoSelect: true,
    onPick: pick,
    onClose: () => setQuiet(sought ?? ''),
  });

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing || state.handleKey(event)) return;
    if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      const form = event.ctrlKey || event.metaKey ? formOf(line, read) : null;
      if (form === null) enter();
      else openDialog({ name: form.kind, from: form.from });
    } else if (event.key === 'Escape') box.current?.blur();
  };
  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>): void => {
    const text = event.clipboardData.getData('text/plain');
    if (linesIn(text) < MANY_LINES) return;
    event.preventDefault();
    setPasted(text);
  };

  const kind =
    read.type === 'entry' || read.type === 'incomplete' ? read.kind : read.type === 'search' ? 'search' : 'entry';
  return (
    <div className="composer" ref={frame}>
      <div className="composer-line">
        <span className={`composer-kind kind-${kind}`} aria-hidden="true">
          {kind}
        </span>
        <textarea
          ref={box}
          className="composer-box"
          rows={1}
          aria-label="Log entry"
          aria-describedby={`${id}-hints`}
          aria-autocomplete="list"
          aria-controls={showing ? listId : undefined}
          aria-activedescendant={state.activeId}
          placeholder="What happened? Enter saves."
          spellCheck
          autoComplete="off"
          value={line}
          onChange={(event) => {
            setCaret(event.target.selectionStart);
            change(event.target.value);
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onBlur={() => flushDraft(key)}
        />
      </div>
      {pasted === null ? null : (
        <PasteOffer
          text={pasted}
          onImport={() => {
            setPasted(null);
            openDialog({ name: 'import', into: 'open', text: pasted });
          }}
          onKeep={() => {
            setPasted(null);
            change(line + pasted);
            box.current?.focus();
          }}
        />
      )}
      <Hints id={`${id}-hints`} read={read} said={said.text} undo={said.undo} form={formOf(line, read) !== null} />
      {showing ? (
        <SuggestionList
          listId={listId}
          label="People"
          suggestions={suggestions}
          state={state}
          onPick={pick}
          under={frame}
          above
        />
      ) : null}
    </div>
  );
}

/** A decision that waits for the commander says so, with the word that makes it one beside it (DOMAIN.md 3). */
function tellProposal(events: readonly string[]): void {
  const incident = incidentNow();
  const proposal = events.map((event) => recordOf(incident.proposals, event)).find((one) => one !== undefined);
  if (proposal === undefined) return;
  const [adopt] = proposalDeeds(proposal);
  tell(
    `Kept as a proposal: ${nameInCommand(incident)} decides.`,
    'plain',
    adopt === undefined ? undefined : { label: adopt.label, press: adopt.perform },
  );
}

/** Brings back what was half typed, and sends what is still waiting when the page goes away. */
function useDraft(incident: string, key: string, restore: (text: string) => void): void {
  const give = useRef(restore);
  give.current = restore;
  useEffect(() => {
    let wanted = true;
    void draftsOf(incident).then((drafts) => {
      const kept = drafts[key];
      if (wanted && kept !== undefined) give.current(kept);
    });
    const flush = (): void => flushDraft(key);
    window.addEventListener('pagehide', flush);
    return () => {
      wanted = false;
      flush();
      window.removeEventListener('pagehide', flush);
    };
  }, [incident, key]);
}
