// What has to be done next in a handover: in words, with the line to say aloud where there is one, and its button.
import { saysIncoming, saysOutgoing } from '../../../src-shared/playbook/handover.ts';
import {
  nextStep,
  handoverSteps,
  type Handover,
  type HandoverStep,
} from '../../../src-shared/incident/handover-steps.ts';
import type { Incident } from '../../../src-shared/incident/index.ts';
import { nameOf } from '../../../src-shared/incident/people.ts';
import { typeReceipt } from '../../actions/type-receipt.ts';
import { dispatch } from '../../store/record.ts';
import { packHere } from '../../store/station.ts';
import { openDialog } from '../../store/view.ts';
import { tellAnswer } from '../../ui/toast.tsx';

export interface NextDeed {
  step: HandoverStep;
  /** 1 to 6 */
  number: number;
  words: string;
  /** to be said aloud, by whom */
  aloud?: { line: string; by: string };
  /** null: only the time of shadowing is awaited */
  button: { label: string; press: () => void } | null;
}

export function nextDeed(incident: Incident, handover: Handover, now: number): NextDeed {
  const step = nextStep(handover, now);
  const [from, to] = [nameOf(incident, handover.from), nameOf(incident, handover.to)];
  const playbook = incident.declaration?.playbook;
  const number = handoverSteps.indexOf(step) + 1;
  const takeDown = (type: 'handover.shadow' | 'handover.say' | 'handover.take') => () =>
    void dispatch({ type, handover: handover.id }).then((answer) =>
      tellAnswer(answer, type === 'handover.take' ? `Command is with ${to} now.` : undefined),
    );
  switch (step) {
    case 'offer':
    case 'shadow':
      return handover.shadow === null
        ? {
            step,
            number,
            words: `${to} shadows ${from}${handover.shadowMin === null ? '' : ` for ${handover.shadowMin} min`}`,
            button: { label: `${to} shadows now`, press: takeDown('handover.shadow') },
          }
        : { step, number, words: `${to} shadows ${from}`, button: null };
    case 'sitrep':
      return {
        step,
        number,
        words: `${from} posts a SITREP`,
        button: { label: 'Post the SITREP', press: () => openDialog({ name: 'sitrep' }) },
      };
    case 'briefing':
      return {
        step,
        number,
        words: handover.briefing === null ? `${from} briefs ${to}` : `${to} reads the briefing back`,
        button: { label: 'Read the briefing', press: () => openDialog({ name: 'hand-over' }) },
      };
    case 'outgoing':
      return {
        step,
        number,
        words: `${from} says aloud`,
        aloud: { line: saysOutgoing(playbook, to), by: from },
        button: { label: `Said by ${from}`, press: takeDown('handover.say') },
      };
    case 'incoming':
      if (packHere()?.handover === handover.id)
        return {
          step,
          number,
          words: `${to} says it on the other laptop, and gives you a receipt code`,
          button: { label: 'Type the receipt', press: typeReceipt.perform },
        };
      return {
        step,
        number,
        words: `${to} says aloud`,
        aloud: { line: saysIncoming(playbook), by: to },
        button: { label: `Said by ${to}`, press: takeDown('handover.take') },
      };
  }
}
