// Rollback: a decision and its action in one press, the way back written first (DOMAIN.md 6).
import { openDialog } from '../store/view.ts';
import { whileRunning, type Action } from './action.ts';

export const orderRollback: Action = {
  id: 'order-rollback',
  label: 'Order a rollback',
  group: 'Timeline',
  keys: ['mod+b'],
  when: whileRunning,
  perform: () => openDialog({ name: 'rollback' }),
};
