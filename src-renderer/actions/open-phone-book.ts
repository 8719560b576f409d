// Opens the phone book: who is what, how they are reached, and how old it is.
import { openDialog } from '../store/view.ts';
import { always, type Action } from './action.ts';

export const openPhoneBook: Action = {
  id: 'open-phone-book',
  label: 'Phone book',
  group: 'People',
  keys: ['shift+b'],
  when: always,
  perform: () => openDialog({ name: 'phone-book' }),
};
