// The scribe view: what is said in the incident's channel, beside the timeline.
import { requestFocus, useView } from '../store/view.ts';
import { whileShown, type Action } from './action.ts';

export const toggleRoom: Action = {
  id: 'toggle-room',
  label: 'Show the room beside the timeline, or the panel',
  group: 'View',
  keys: ['shift+s'],
  when: whileShown,
  perform: () => {
    const { room } = useView.getState();
    useView.setState({ room: !room, drawer: !room, documents: null });
    requestFocus(room ? 'timeline' : 'room');
  },
};
