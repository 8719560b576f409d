// In a narrow window the right column is a drawer.
import { useView } from '../store/view.ts';
import { whileShown, type Action } from './action.ts';

export const togglePanel: Action = {
  id: 'toggle-panel',
  label: 'Show or hide the right column (narrow windows)',
  group: 'View',
  keys: ['\\'],
  when: whileShown,
  perform: () => useView.setState((view) => ({ drawer: !view.drawer })),
};
