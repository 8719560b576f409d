// Moving the status where something has to be asked: back (why), resolved and closed (the playbook's questions).
import { useState } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import { atBaselineSince, isForward, isOver, type Status } from '../../../src-shared/incident/lifecycle.ts';
import type { PlaybookQuestion } from '../../../src-shared/playbook/schema.ts';
import { formatDuration } from '../../../src-shared/text/durations.ts';
import { hostNow } from '../../store/clock.ts';
import { incidentNow, useIncident, usePlaybook } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { closeDialog, requestFocus } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { CheckBox, TextField } from '../../ui/field.tsx';
import { tellAnswer } from '../../ui/toast.tsx';

type Reply = 'yes' | 'no' | 'not-applicable';
const REPLIES: readonly { value: Reply; label: string }[] = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
  { value: 'not-applicable', label: 'Does not apply' },
];

export function MoveStatusDialog({ to }: { to: Status }) {
  // As it was when it was asked for: the incident moves before the deed is whole, and the form must not turn into another one.
  const [{ from, over }] = useState(() => ({ from: incidentNow().lifecycle.status, over: isOver(incidentNow()) }));
  const lifecycle = usePlaybook()?.lifecycle;
  const back = !isForward(from, to);
  const reopens = over && back;
  const tooEarly = useTooEarly(to);
  // Where the status page resolved it, nobody was asked yet: closing asks for both.
  const unasked = useIncident(
    ({ lifecycle: { asked, entered, falseAlarm } }) =>
      falseAlarm === null && !asked.some((one) => one.to === 'resolved' && one.at >= (entered.resolved ?? 0)),
  );
  const questions = back
    ? []
    : to === 'resolved'
      ? [...tooEarly, ...(lifecycle?.resolveQuestions ?? [])]
      : to === 'closed'
        ? [...(unasked ? (lifecycle?.resolveQuestions ?? []) : []), ...(lifecycle?.closeQuestions ?? [])]
        : [];
  const pageSaysResolved = useIncident(({ statusPage }) => statusPage.pages.public.step === 'resolved');
  const asksPage = reopens && pageSaysResolved;
  const [page, setPage] = useState(true);
  const [replies, setReplies] = useState<Readonly<Record<string, Reply>>>({});
  const [reason, setReason] = useState('');
  const channel = useIncident((incident) => incident.remote.refs['slack/channel']);
  const asksArchive = to === 'closed' && !back && channel !== undefined;
  const [archive, setArchive] = useState(false);
  const noes = questions.filter((question) => replies[question.id] === 'no').length;

  const { problem, submit } = useSubmit(async () => {
    const answers = questions.flatMap(({ id, ask }) => {
      const answer = replies[id];
      return answer === undefined ? [] : [{ question: ask, answer }];
    });
    const moved = await dispatch({
      type: 'status.move',
      to,
      ...(reason.trim() === '' ? {} : { reason }),
      ...(answers.length === 0 ? {} : { answers }),
    });
    if (!moved.ok) return moved.refusal.message;
    // Closed it is; Delivery goes on offering the channel where this was refused. The dialog stays until both are durable.
    if (asksArchive && archive) tellAnswer(await dispatch({ type: 'channel.archive' }));
    closeDialog();
    if (asksPage && page) requestFocus('status-page');
    return null;
  });

  return (
    <Dialog
      title={
        reopens
          ? 'Reopen the incident'
          : back
            ? `Back to ${to}`
            : to === 'closed'
              ? 'Close the incident'
              : 'Resolve the incident'
      }
      onClose={closeDialog}
      onSubmit={submit}
      problem={problem}
      lead={
        back
          ? reopens
            ? 'Its clocks run again. The reason stays on the record.'
            : 'Going back stays on the record with its reason.'
          : 'The answers go on the record. What is not answered stays open.'
      }
      actions={
        <>
          <Button onPress={closeDialog}>Cancel</Button>
          <Button tone="solid" type="submit">
            {reopens ? 'Reopen' : back ? `Move back to ${to}` : to === 'closed' ? 'Close incident' : 'Resolve incident'}
          </Button>
        </>
      }
    >
      {questions.map((question, i) => (
        <Question
          key={question.id}
          question={question}
          focused={i === 0}
          value={replies[question.id]}
          onChange={(reply) => setReplies({ ...replies, [question.id]: reply })}
        />
      ))}
      {noes === 0 ? null : (
        <p className="ask-warning" role="status">
          {noes === 1 ? 'One answer is' : `${noes} answers are`} no. You can go on; the record will say so.
        </p>
      )}
      <TextField
        label={back ? 'Reason' : 'Note (optional)'}
        value={reason}
        onChange={setReason}
        autoFocus={back}
        required={back}
      />
      {asksPage ? (
        <CheckBox checked={page} onChange={setPage}>
          Go on to the status page: it says Resolved
        </CheckBox>
      ) : null}
      {asksArchive ? (
        <CheckBox checked={archive} onChange={setArchive} name="Archive the Slack channel">
          Archive the Slack channel{channel.name === undefined ? '' : ` #${channel.name.replace(/^#+/u, '')}`}? Nobody
          can post there afterwards.
        </CheckBox>
      ) : null}
    </Dialog>
  );
}

/** Resolving before it was watched at baseline as long as the playbook wants is asked, and goes on the record. */
function useTooEarly(to: Status): readonly PlaybookQuestion[] {
  const since = useIncident(atBaselineSince);
  const minutes = usePlaybook()?.lifecycle.baselineMin ?? null;
  const [now] = useState(hostNow);
  if (to !== 'resolved' || minutes === null || (since !== null && now >= since + minutes * 60_000)) return NONE;
  const stands = since === null ? 'it is not watched yet' : `at baseline for ${formatDuration(now - since)}`;
  return [{ id: 'at-baseline', ask: `Sure? ${minutes} min at baseline are wanted, ${stands}.` }];
}

const NONE: readonly PlaybookQuestion[] = [];

interface QuestionProps {
  question: PlaybookQuestion;
  value: Reply | undefined;
  focused: boolean;
  onChange: (reply: Reply) => void;
}

function Question({ question, value, onChange, focused }: QuestionProps) {
  return (
    <RadioGroup
      className="ask"
      aria-label={question.ask}
      orientation="horizontal"
      value={value ?? null}
      onChange={(chosen) => {
        const reply = REPLIES.find((one) => one.value === chosen);
        if (reply !== undefined) onChange(reply.value);
      }}
    >
      <span aria-hidden="true">{question.ask}</span>
      <span className="ask-replies">
        {REPLIES.map(({ value: reply, label }, i) => (
          <Radio key={reply} value={reply} className="ask-reply" autoFocus={focused && i === 0}>
            {label}
          </Radio>
        ))}
      </span>
    </RadioGroup>
  );
}
