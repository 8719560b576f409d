// Changes between the list of entries and the board, in the same place.
import { useView } from '../store/view.ts';
import { whileShown, type Action } from './action.ts';

export const toggleBoard: Action = {
  id: 'toggle-board',
  label: 'Show the board, or the timeline',
  group: 'View',
  keys: ['b'],
  when: whileShown,
  perform: () => useView.setState((view) => ({ board: !view.board })),
};
