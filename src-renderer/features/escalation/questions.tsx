// What the commander is asked by now: yes calls the position, no asks again later; either stands on the record.
import type { QuestionStanding } from '../../../src-shared/incident/escalation-clocks.ts';
import { formatElapsed } from '../../../src-shared/text/durations.ts';
import { dispatch } from '../../store/record.ts';
import { openDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { tellAnswer } from '../../ui/toast.tsx';

export function Questions({ due, now }: { due: readonly QuestionStanding[]; now: number }) {
  const answer = async (rule: QuestionStanding['rule'], said: 'yes' | 'no'): Promise<void> => {
    if (!tellAnswer(await dispatch({ type: 'escalation.answer', question: rule.id, answer: said }))) return;
    if (said === 'no') return;
    openDialog(
      rule.position === undefined ? { name: 'assign', role: 'sme' } : { name: 'call', to: { position: rule.position } },
    );
  };
  return due.map(({ rule, dueAt }) => (
    <section key={rule.id} className="escalation-question" aria-label={rule.ask}>
      <p>
        {rule.ask}
        {now - dueAt < 60_000 ? null : <small> · asked {formatElapsed(now - dueAt)} ago</small>}
      </p>
      <Button small tone="amber" name={`Yes: ${rule.ask}`} onPress={() => void answer(rule, 'yes')}>
        {rule.position === undefined ? 'Yes, more people' : `Yes, call`}
      </Button>
      <Button small name={`No: ${rule.ask}`} onPress={() => void answer(rule, 'no')}>
        No
      </Button>
    </section>
  ));
}
