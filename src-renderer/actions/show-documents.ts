// The documents beside the cockpit: live previews of everything that is said about the incident.
import { requestFocus, showDocuments as show, useView } from '../store/view.ts';
import { whileShown, type Action } from './action.ts';

export const showDocuments: Action = {
  id: 'show-documents',
  label: 'Documents beside the timeline, or the panel',
  group: 'Say it now',
  keys: ['shift+i'],
  when: whileShown,
  perform: () => {
    const open = useView.getState().documents !== null;
    if (open) useView.setState({ documents: null, drawer: false });
    else show('sitrep');
    requestFocus(open ? 'timeline' : 'documents');
  },
};
