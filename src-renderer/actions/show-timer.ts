// The small timer over every other program; a window of the desktop app.
import { dispatchHost, useRecord } from '../store/record.ts';
import { tellAnswer } from '../ui/toast.tsx';
import type { Action } from './action.ts';

export const showTimer: Action = {
  id: 'show-timer',
  label: 'Show the timer over other programs',
  group: 'View',
  keys: [],
  when: () => useRecord.getState().host?.host === 'electron',
  perform: () => void dispatchHost({ type: 'timer.show', on: true }).then((answer) => tellAnswer(answer)),
};
