// Opens what the support team says while it lasts; only where the playbook has a script for it.
import type { Incident } from '../../src-shared/incident/index.ts';
import { openDialog } from '../store/view.ts';
import type { Action } from './action.ts';

export const showSupportScript: Action = {
  id: 'show-support-script',
  label: 'Support script',
  group: 'Say it now',
  keys: [],
  when: (incident: Incident | null) => (incident?.declaration?.playbook?.templates.supportScript ?? null) !== null,
  perform: () => openDialog({ name: 'support-script' }),
};
