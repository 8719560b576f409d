// A time-box is up: what came of it? One question for tests, tasks and actions; Enter gives more time, and each answer is
// on the record (DOMAIN.md 6).
import { useState } from 'react';
import { nameOf } from '../../../src-shared/incident/people.ts';
import { recordOf } from '../../../src-shared/incident/records.ts';
import type { Incident } from '../../../src-shared/incident/index.ts';
import { formatElapsed, parseDuration } from '../../../src-shared/text/durations.ts';
import { useNow } from '../../store/clock.ts';
import { useIncident } from '../../store/incident.ts';
import { dispatch, type Wanted } from '../../store/record.ts';
import { closeDialog, openDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';

export type Timed = 'hypothesis' | 'task' | 'action';

export function TimeUpDialog({ record, id }: { record: Timed; id: string }) {
  const incident = useIncident((whole) => whole);
  const now = useNow();
  const found = timedOf(incident, record, id);
  const [more, setMore] = useState('10m');
  const [said, setSaid] = useState('');
  const note = said.trim() === '' ? {} : { note: said };
  const ending = async (wanted: Wanted): Promise<string | null> => {
    const answer = await dispatch(wanted);
    if (!answer.ok) return answer.refusal.message;
    closeDialog();
    return null;
  };
  const extend = useSubmit(async () => {
    const ms = parseDuration(more);
    if (ms === null || ms === 0) return 'Write how much longer, e.g. 10m.';
    const reason = said.trim() === '' ? {} : { reason: said };
    if (record === 'task') return ending({ type: 'task.extend', task: id, timeBoxMs: ms, ...reason });
    if (record === 'hypothesis') return ending({ type: 'hypothesis.extend', hypothesis: id, timeBoxMs: ms, ...reason });
    return ending({ type: 'action.extend', action: id, etaMs: ms, ...reason });
  });
  const done = useSubmit(() =>
    ending(
      record === 'task'
        ? { type: 'task.settle', task: id, outcome: 'done', ...note }
        : { type: 'action.finish', action: id, ...note },
    ),
  );
  const over = useSubmit(() => ending({ type: 'task.settle', task: id, outcome: 'timed-out', ...note }));
  const settle = (outcome: 'confirmed' | 'eliminated') => () =>
    openDialog({ name: 'settle-hypothesis', hypothesis: id, outcome });
  const late = found.dueAt !== null && found.dueAt <= now;
  return (
    <Dialog
      title={`${found.who}: what came of it?`}
      width="narrow"
      onClose={closeDialog}
      onSubmit={extend.submit}
      problem={extend.problem ?? done.problem ?? over.problem}
      lead={
        <>
          {found.text}
          {found.dueAt === null
            ? ''
            : late
              ? ` · ${formatElapsed(now - found.dueAt)} over its time`
              : ` · ${formatElapsed(found.dueAt - now)} left`}
        </>
      }
      actions={
        <>
          {record === 'hypothesis' ? (
            <>
              <Button onPress={settle('eliminated')}>Eliminate…</Button>
              <Button onPress={settle('confirmed')}>Confirm…</Button>
            </>
          ) : (
            <>
              {record === 'task' && late ? <Button onPress={over.submit}>Timed out</Button> : null}
              <Button onPress={done.submit}>Done</Button>
            </>
          )}
          <Button tone="solid" type="submit">
            More time
          </Button>
        </>
      }
    >
      <TextField label="How much longer" value={more} onChange={setMore} autoFocus mono />
      <TextField label="What they say (optional)" value={said} onChange={setSaid} placeholder="Kept with the answer" />
    </Dialog>
  );
}

function timedOf(incident: Incident, record: Timed, id: string): { text: string; who: string; dueAt: number | null } {
  switch (record) {
    case 'task': {
      const task = recordOf(incident.tasks, id);
      return { text: task?.text ?? '', who: nameOf(incident, task?.owner), dueAt: task?.dueAt ?? null };
    }
    case 'hypothesis': {
      const h = recordOf(incident.hypotheses, id);
      return {
        text: `H${h?.number ?? '?'} ${h?.text ?? ''}`,
        who: nameOf(incident, h?.tester),
        dueAt: h?.dueAt ?? null,
      };
    }
    case 'action': {
      const action = recordOf(incident.actions, id);
      return { text: action?.text ?? '', who: nameOf(incident, action?.owner), dueAt: action?.dueAt ?? null };
    }
  }
}
