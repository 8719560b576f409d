// A dialog that finds one thing among many: type, arrows, Enter. What it finds is up to whoever uses it.
import { useId, type KeyboardEvent, type ReactNode } from 'react';
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components';
import { SuggestionList, useSuggest, type Suggestion } from './suggest.tsx';
import './finder.css';

interface FinderProps<T extends Suggestion> {
  /** the dialog's name */
  title: string;
  /** the box's name */
  box: string;
  /** the list's name */
  list: string;
  placeholder: string;
  text: string;
  onText: (text: string) => void;
  found: readonly T[];
  onPick: (one: T) => void;
  onClose: () => void;
  /** said beside the box, and told to screen readers as it changes */
  status: string;
  /** stands where nothing is found */
  none: ReactNode;
  /** before the box acts on a key; true where that was all */
  onKey?: (event: KeyboardEvent<HTMLInputElement>) => boolean;
  /** for what is found by a few words, with nothing beside it */
  narrow?: boolean;
}

export function Finder<T extends Suggestion>(props: FinderProps<T>) {
  const { title, box, list, text, found, onPick, onClose, status, none } = props;
  const listId = useId();
  const state = useSuggest({ listId, suggestions: found, open: true, autoSelect: true, onPick, onClose });
  return (
    <ModalOverlay className="shade" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className={`modal finder${props.narrow === true ? ' narrow' : ''}`}>
        <AriaDialog className="dialog" aria-label={title}>
          <div className="finder-body">
            <div className="finder-box">
              <input
                autoFocus
                className="finder-input"
                type="text"
                role="combobox"
                aria-label={box}
                aria-expanded={found.length > 0}
                aria-controls={listId}
                aria-autocomplete="list"
                aria-activedescendant={state.activeId}
                placeholder={props.placeholder}
                autoComplete="off"
                spellCheck={false}
                value={text}
                onChange={(event) => props.onText(event.target.value)}
                onKeyDown={(event) => {
                  if (props.onKey?.(event) === true) event.preventDefault();
                  else if (event.key !== 'Tab') state.handleKey(event);
                }}
              />
              <span className="finder-status" role="status">
                {status}
              </span>
            </div>
            <div className="finder-list scroll">
              <SuggestionList listId={listId} label={list} suggestions={found} state={state} onPick={onPick} />
              {found.length === 0 ? <div className="finder-none">{none}</div> : null}
            </div>
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
