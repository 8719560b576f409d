// Escalation: who has to be told at once, what is asked, the chain that runs with its clock, and starting one.
import { useState } from 'react';
import { noticesOf, questionsOf } from '../../../src-shared/incident/escalation-clocks.ts';
import { runningEscalations } from '../../../src-shared/incident/escalation-chain.ts';
import { isOver } from '../../../src-shared/incident/lifecycle.ts';
import { useNow } from '../../store/clock.ts';
import { useIncident, usePlaybook } from '../../store/incident.ts';
import { closeDialog, openDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { BookAge } from './book-age.tsx';
import { Chain } from './chain.tsx';
import { MoreNotices, NoticeRows } from './notices.tsx';
import { PastCalls } from './past-calls.tsx';
import { Questions } from './questions.tsx';
import { StartChain } from './start-chain.tsx';
import './escalation.css';

export function EscalateDialog() {
  const now = useNow();
  const incident = useIncident((whole) => whole);
  const playbook = usePlaybook();
  const running = runningEscalations(incident);
  const over = isOver(incident);
  const [another, setAnother] = useState(false);
  const rules = playbook?.escalation;
  const notices = playbook === null ? [] : noticesOf(incident, playbook);
  const due = playbook === null || over ? [] : questionsOf(incident, playbook, now).filter((one) => one.dueAt <= now);
  const free = rules?.chains.filter((chain) => !running.some((one) => one.chain === chain.id)) ?? [];
  const starting = !over && free.length > 0 && (running.length === 0 || another);
  return (
    <Dialog
      title="Escalate"
      width="wide"
      onClose={closeDialog}
      actions={
        <>
          {running.length > 0 && free.length > 0 && !another ? (
            <Button onPress={() => setAnother(true)}>Start another chain</Button>
          ) : null}
          <span className="leading">
            <BookAge />
          </span>
          <Button onPress={() => openDialog({ name: 'call', to: { position: '' } })}>Call somebody else</Button>
          <Button onPress={closeDialog}>Close</Button>
        </>
      }
    >
      <Questions due={due} now={now} />
      <NoticeRows notices={notices} now={now} over={over} />
      {running.map((one) => (
        <Chain key={one.id} one={one} now={now} />
      ))}
      {starting ? <StartChain chains={free} /> : null}
      {rules?.chains.length === 0 && notices.length === 0 ? (
        <p className="escalation-none">
          The playbook has no escalation chain. Call whom you need, and it is on the record.
        </p>
      ) : null}
      <MoreNotices notices={notices} over={over} />
      <PastCalls running={running} />
    </Dialog>
  );
}
