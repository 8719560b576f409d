// Takes command for whoever is at the keyboard: at once where nobody has it, else with the reason why it cannot wait.
import { incidentNow } from '../store/incident.ts';
import { dispatch, isMe, useRecord } from '../store/record.ts';
import { openDialog } from '../store/view.ts';
import { tellAnswer } from '../ui/toast.tsx';
import { whileRunning, type Action } from './action.ts';

export const claimCommand: Action = {
  id: 'claim-command',
  label: 'Take command myself',
  group: 'People',
  keys: [],
  when: (incident) => whileRunning(incident) && !isMe(useRecord.getState().host, incident?.command.commander ?? null),
  perform: () => {
    const me = useRecord.getState().host?.identity.person.id;
    if (incidentNow().command.commander !== null || me === undefined) openDialog({ name: 'seat', deed: 'claim' });
    else
      void dispatch({ type: 'command.assign', person: { id: me } }).then((answer) =>
        tellAnswer(answer, 'You have command.'),
      );
  },
};
