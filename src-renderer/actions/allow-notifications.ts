// Lets the browser notify when something falls due while its tab is in the background. In Electron nobody has to be asked.
import { askForNotifications, useNotifications } from '../store/notifications.ts';
import { useRecord } from '../store/record.ts';
import { tell } from '../ui/toast.tsx';
import type { Action } from './action.ts';

export const allowNotifications: Action = {
  id: 'allow-notifications',
  label: 'Notify me when something falls due',
  group: 'View',
  keys: [],
  when: () => useRecord.getState().host?.host === 'browser' && useNotifications.getState().ask,
  perform: () => {
    void askForNotifications().then((permission) =>
      permission === 'granted'
        ? tell('You will be notified when something falls due and this tab is in the background.', 'ok')
        : tell('The browser does not notify. Its settings for this page can change that.'),
    );
  },
};
