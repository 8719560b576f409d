// From key presses to actions. Single keys never fire while somebody types, or while a dialog is open.
import { useRecord } from '../store/record.ts';
import { useView } from '../store/view.ts';
import { shortcutOf } from '../ui/keys.ts';
import type { Action } from './action.ts';
import { actions } from './index.ts';

/** Listens on the page; answers with a function that stops it. */
export function listenToKeys(page: Document): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const action = actionFor(event);
    if (action === null) return;
    event.preventDefault();
    action.perform();
  };
  page.addEventListener('keydown', onKey);
  return () => page.removeEventListener('keydown', onKey);
}

/** The action a key press means now, or null. */
export function actionFor(event: KeyboardEvent): Action | null {
  const shortcut = shortcutOf(event);
  if (shortcut === null || useView.getState().dialog !== null) return null;
  const typing = isTyping(event.target);
  // Undo in a text field is the field's own.
  if (typing && (!shortcut.startsWith('mod+') || shortcut === 'mod+z')) return null;
  if (!shortcut.includes('+') && isOpenMenu(event.target)) return null;
  const { incident } = useRecord.getState();
  return actions.find((action) => action.keys.includes(shortcut) && action.when(incident)) ?? null;
}

const TEXT_INPUTS = new Set([
  'text',
  'search',
  'date',
  'time',
  'datetime-local',
  'number',
  'url',
  'email',
  'tel',
  'password',
]);

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return TEXT_INPUTS.has(target.type);
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
}

function isOpenMenu(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role=menu], [role=listbox]') !== null;
}
