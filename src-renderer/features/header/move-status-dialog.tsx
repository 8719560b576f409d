// Moving the status where something has to be asked: back (why), resolved and closed (the playbook's questions).
import { useState } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import { isForward, isOver, type Status } from '../../../src-shared/incident/lifecycle.ts';
import { REPLIES, questionsBefore, type QuestionReply } from '../../../src-shared/incident/move-questions.ts';
import type { PlaybookQuestion } from '../../../src-shared/playbook/schema.ts';
import { hostNow } from '../../store/clock.ts';
import { incidentNow, useIncident } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { closeDialog, requestFocus } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { CheckBox, TextField } from '../../ui/field.tsx';
import { tellAnswer } from '../../ui/toast.tsx';

export function MoveStatusDialog({ to }: { to: Status }) {
  // As it was when it was asked for: the incident moves before the deed is whole, and the form must not turn into another one.
  const [{ from, over }] = useState(() => ({ from: incidentNow().lifecycle.status, over: isOver(incidentNow()) }));
  const back = !isForward(from, to);
  const reopens = over && back;
  const [questions] = useState(() => questionsBefore(incidentNow(), to, hostNow()));
  const pageSaysResolved = useIncident(({ statusPage }) => statusPage.pages.public.step === 'resolved');
  const asksPage = reopens && pageSaysResolved;
  const [page, setPage] = useState(true);
  const [replies, setReplies] = useState<Readonly<Record<string, QuestionReply>>>({});
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

interface QuestionProps {
  question: PlaybookQuestion;
  value: QuestionReply | undefined;
  focused: boolean;
  onChange: (reply: QuestionReply) => void;
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
