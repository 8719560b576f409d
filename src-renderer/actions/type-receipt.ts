// Types in what the relief says over the bridge: from then on this laptop does not have command any more.
import { packHere } from '../store/station.ts';
import { openDialog } from '../store/view.ts';
import { whileShown, type Action } from './action.ts';

export const typeReceipt: Action = {
  id: 'type-receipt',
  label: 'Type a receipt code',
  group: 'People',
  keys: [],
  when: (scene) => whileShown(scene) && packHere() !== null,
  perform: () => openDialog({ name: 'receipt' }),
};
