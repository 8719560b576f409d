// One message of the room: when, who, what, and whether it is on the timeline.
import { memo, type Ref } from 'react';
import type { Incident } from '../../../src-shared/incident/index.ts';
import { isTaken, type HeardMessage } from '../../../src-shared/incident/heard-messages.ts';
import { formatClock } from '../../../src-shared/text/clock-times.ts';
import { jumpTo } from '../../store/view.ts';
import { takeBack, takeIn } from './taking-in.ts';

interface RowProps {
  id: string;
  message: HeardMessage;
  people: Incident['people'];
  index: number;
  count: number;
  /** px from the top of the list */
  top: number;
  selected: boolean;
  tabStop: boolean;
  onSelect: (id: string) => void;
  ref: Ref<HTMLLIElement>;
}

export const MessageRow = memo(function MessageRow(props: RowProps) {
  const { message, index, selected } = props;
  const time = formatClock(message.at, 'UTC');
  const who = props.people[message.by]?.name ?? 'Somebody';
  const taken = isTaken(message);
  return (
    <li
      ref={props.ref}
      data-index={index}
      aria-setsize={props.count}
      aria-posinset={index + 1}
      aria-current={selected ? 'true' : undefined}
      className={[
        'message',
        taken ? 'taken' : '',
        selected ? 'selected' : '',
        message.deletedAt === undefined ? '' : 'gone',
      ].join(' ')}
      style={{ transform: `translateY(${props.top}px)` }}
    >
      <span className="message-head">
        <time className="mono" dateTime={new Date(message.at).toISOString()}>
          {time}
        </time>
        <b>{who}</b>
        {message.thread === undefined ? null : <span className="message-mark">↳ in a thread</span>}
        {message.pinned === true ? <span className="message-mark">pinned</span> : null}
        {message.before === undefined && message.edit === undefined ? null : (
          <span className="message-mark" title={message.before?.at(-1)}>
            edited
          </span>
        )}
        {message.deletedAt === undefined ? null : <span className="message-mark">deleted there</span>}
        <State
          message={message}
          name={`${time}, ${who}`}
          tabStop={props.tabStop}
          onFocus={() => props.onSelect(props.id)}
        />
      </span>
      <span className="message-text">{message.text}</span>
      {message.files === undefined ? null : (
        <span className="message-files">
          {message.files.length === 1 ? 'File' : 'Files'}: {message.files.map(({ name }) => name).join(', ')}
        </span>
      )}
      <Reactions message={message} />
      <span className="message-deeds">
        {taken ? (
          <button type="button" className="entry-inline" tabIndex={-1} onClick={() => void takeBack(message)}>
            Take back
          </button>
        ) : (
          DEEDS.map(([as, word]) => (
            <button
              key={as}
              type="button"
              className="entry-inline"
              tabIndex={-1}
              aria-label={`Take in as ${word}`}
              onClick={() => void takeIn(message, as)}
            >
              {word}
            </button>
          ))
        )}
      </span>
    </li>
  );
});

const DEEDS = [
  ['note', 'note'],
  ['decision', 'decision'],
  ['action', 'action'],
  ['task', 'task'],
  ['hypothesis', 'hypothesis'],
] as const;

const WORDS: Readonly<Record<string, string>> = {
  'entry.logged': 'note',
  'decision.made': 'decision',
  'decision.proposed': 'proposal',
  'action.recorded': 'action',
  'task.given': 'task',
  'hypothesis.raised': 'hypothesis',
};

/** Sign and word, never colour alone. Where the keyboard is; a press takes it in as a note, or goes to the line it became. */
function State({
  message,
  name,
  tabStop,
  onFocus,
}: {
  message: HeardMessage;
  name: string;
  tabStop: boolean;
  onFocus: () => void;
}) {
  const line = message.taken?.findLast(({ back }) => back !== true);
  const word =
    line === undefined ? (message.taken === undefined ? 'not taken in' : 'taken back') : (WORDS[line.type] ?? 'line');
  return (
    <button
      type="button"
      className={`message-state${line === undefined ? '' : ' on'}`}
      aria-label={`${word}: ${name}`}
      tabIndex={tabStop ? 0 : -1}
      onFocus={onFocus}
      onClick={() => (line === undefined ? void takeIn(message, 'note') : jumpTo(line.entry))}
    >
      {line === undefined ? '○' : '●'} {word}
    </button>
  );
}

function Reactions({ message: { reactions } }: { message: HeardMessage }) {
  const all = Object.entries(reactions ?? {});
  if (all.length === 0) return null;
  return (
    <span className="message-reactions">
      {all.map(([name, by]) => (
        <span key={name} className="pill">
          :{name}: {by.length}
        </span>
      ))}
    </span>
  );
}
