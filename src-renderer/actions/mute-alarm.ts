// Switches the sound of the alarm; what is overdue stays on screen.
import { setMuted, useView } from '../store/view.ts';
import { tell } from '../ui/toast.tsx';
import { always, type Action } from './action.ts';

export const muteAlarm: Action = {
  id: 'mute-alarm',
  label: 'Mute or unmute the alarm',
  group: 'View',
  keys: ['m'],
  when: always,
  perform: () => {
    const muted = !useView.getState().muted;
    setMuted(muted);
    tell(muted ? 'Alarm sound is off.' : 'Alarm sound is on.');
  },
};
