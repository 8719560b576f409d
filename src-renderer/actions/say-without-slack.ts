// Opens what there is to say it with while the room cannot be reached; at any time, because that is not when one looks for it.
import { openDialog } from '../store/view.ts';
import { whileShown, type Action } from './action.ts';

export const sayWithoutSlack: Action = {
  id: 'say-without-slack',
  label: 'Say it without Slack',
  group: 'Say it now',
  keys: ['shift+f'],
  when: whileShown,
  perform: () => openDialog({ name: 'fallback' }),
};
