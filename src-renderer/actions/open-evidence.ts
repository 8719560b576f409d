// Opens what an auditor asks for: who had access, what is missing, and the bundle itself.
import { openDialog } from '../store/view.ts';
import { whileShown, type Action } from './action.ts';

export const openEvidence: Action = {
  id: 'open-evidence',
  label: 'Evidence for auditors',
  group: 'Incident',
  keys: [],
  when: whileShown,
  perform: () => openDialog({ name: 'evidence' }),
};
