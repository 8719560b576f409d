// The post-mortem's way above its text: draft, in review, published, each with who and when, by when it is wanted, and the step
// that comes next. A version that is published stands as it was published (DOMAIN.md 13).
import { useState } from 'react';
import { nameOf } from '../../../src-shared/incident/people.ts';
import { postMortemDues, publishedVersions } from '../../../src-shared/incident/post-mortem.ts';
import { isOver } from '../../../src-shared/incident/lifecycle.ts';
import { formatDay, formatUtcAndLocal } from '../../../src-shared/text/clock-times.ts';
import { useNow } from '../../store/clock.ts';
import { useIncident, useZone } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { Button } from '../../ui/button.tsx';
import { useSubmit } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { tellAnswer } from '../../ui/toast.tsx';

const STAGES = [
  { stage: 'draft', name: 'Draft' },
  { stage: 'in-review', name: 'In review' },
  { stage: 'published', name: 'Published' },
] as const;

interface Props {
  /** of the version that is being written */
  text: string;
  /** the published version on screen; null: the one that is being written */
  shown: number | null;
  show: (version: number | null) => void;
}

export function PostMortemWay({ text, shown, show }: Props) {
  const postMortem = useIncident((incident) => incident.postMortem);
  const { stage, version } = postMortem;
  const over = useIncident(isOver);
  const [asks, ask] = useState(false);
  const last = useLastMove();
  const published = publishedVersions({ postMortem });
  const move = (type: 'post-mortem.review' | 'post-mortem.publish'): void =>
    void dispatch({ type, text }).then((answer) => {
      tellAnswer(
        answer,
        type === 'post-mortem.publish' ? `Version ${version} is published and stays as it is.` : 'It is in review.',
      );
      if (answer.ok && type === 'post-mortem.publish') show(version);
    });
  return (
    <section className="post-mortem-way" aria-label="Where the post-mortem stands">
      <p className="post-mortem-stages">
        <b>Version {version}</b>
        {STAGES.map((one) => (
          <span key={one.stage} className={`pill ${one.stage !== stage ? '' : stage === 'published' ? 'ok' : 'amber'}`}>
            {one.name}
            {one.stage === stage ? <span className="off-screen"> (now)</span> : null}
          </span>
        ))}
        {over && stage === 'draft' ? (
          <Button small tone="solid" onPress={() => move('post-mortem.review')}>
            Send to review
          </Button>
        ) : null}
        {stage === 'in-review' ? (
          <Button small tone="solid" onPress={() => move('post-mortem.publish')}>
            Publish
          </Button>
        ) : null}
        {stage === 'draft' || asks ? null : (
          <Button small onPress={() => ask(true)}>
            {stage === 'published' ? 'New version…' : 'Back to draft…'}
          </Button>
        )}
      </p>
      {asks && stage !== 'draft' ? (
        <Reopen
          label={stage === 'published' ? 'Why a new version' : 'Why back to draft'}
          verb={stage === 'published' ? `Begin version ${version + 1}` : 'Back to draft'}
          done={() => {
            ask(false);
            show(null);
          }}
          cancel={() => ask(false)}
        />
      ) : null}
      <p>{last ?? (over ? 'Nobody has reviewed it yet.' : 'It can be reviewed once the incident is resolved.')}</p>
      <Dues />
      {published.length === 0 ? null : (
        <div className="post-mortem-versions" role="group" aria-label="Which version">
          {published.map((one) => (
            <Button
              key={one.id}
              small
              pressed={shown === one.version}
              onPress={() => show(one.version)}
            >{`Version ${one.version}, as published`}</Button>
          ))}
          {stage === 'published' ? null : (
            <Button small pressed={shown === null} onPress={() => show(null)}>{`Version ${version}`}</Button>
          )}
        </div>
      )}
    </section>
  );
}

/** "Published 15:02 UTC (16:02 CET) by Tran B"; null: nothing was done with it yet. */
function useLastMove(): string | null {
  const zone = useZone();
  const last = useIncident((incident) => incident.postMortem.moves.at(-1) ?? null);
  const who = useIncident((incident) => nameOf(incident, last?.by));
  if (last === null) return null;
  const deed = { 'in-review': 'Sent to review', published: 'Published', draft: 'Made a draft again' }[last.to];
  const why = last.reason === undefined ? '' : `: ${last.reason}`;
  return `${deed} ${dayAndTime(last.at, zone)} by ${who}${why}`;
}

function Dues() {
  const dues = postMortemDues(useIncident((incident) => incident));
  const now = useNow(60_000);
  return dues.length === 0 ? null : (
    <ul aria-label="By when">
      {dues.map(({ what, limit, dueAt, doneAt }) => {
        const late = doneAt === null ? dueAt <= now : doneAt > dueAt;
        return (
          <li key={what} className={late ? 'late' : ''}>
            {what} within {limit}:{' '}
            {doneAt === null
              ? `${late ? 'was due' : 'due'} ${dayAndTime(dueAt, 'UTC')}`
              : `done ${dayAndTime(doneAt, 'UTC')}${late ? ', late' : ''}`}
          </li>
        );
      })}
    </ul>
  );
}

interface ReopenProps {
  label: string;
  verb: string;
  done: () => void;
  cancel: () => void;
}

function Reopen({ label, verb, done, cancel }: ReopenProps) {
  const [reason, setReason] = useState('');
  const { problem, submit } = useSubmit(async () => {
    const answer = await dispatch({ type: 'post-mortem.reopen', reason });
    if (!answer.ok) return answer.refusal.message;
    done();
    return null;
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextField label={label} value={reason} onChange={setReason} autoFocus required problem={problem} />
      <Button small onPress={cancel}>
        Cancel
      </Button>{' '}
      <Button small tone="solid" type="submit">
        {verb}
      </Button>
    </form>
  );
}

function dayAndTime(at: number, zone: string): string {
  return `${formatDay(at, 'UTC')} ${formatUtcAndLocal(at, zone)}`;
}
