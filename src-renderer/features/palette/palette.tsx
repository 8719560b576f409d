// The command palette: every action by name, every incident, every role and status. Type, Enter.
import { useId, useMemo, useRef, useState } from 'react';
import { Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components';
import { useRecord } from '../../store/record.ts';
import { closeDialog } from '../../store/view.ts';
import { SuggestionList, useSuggest } from '../../ui/suggest.tsx';
import { offeredCommands, fitting, type Offer } from './offers.tsx';
import './palette.css';

export function Palette() {
  const listId = useId();
  const [text, setText] = useState('');
  const incident = useRecord((record) => record.incident);
  const incidents = useRecord((record) => record.incidents);
  const field = useRef<HTMLInputElement>(null);
  const all = useMemo(() => offeredCommands(incident, incidents ?? []), [incident, incidents]);
  const offers = useMemo(() => fitting(all, text), [all, text]);
  const pick = (offer: Offer): void => {
    closeDialog();
    // The deed may open a dialog of its own: that one comes once this one is gone.
    queueMicrotask(offer.perform);
  };
  const state = useSuggest({
    listId,
    suggestions: offers,
    open: true,
    autoSelect: true,
    onPick: pick,
    onClose: closeDialog,
  });
  return (
    <ModalOverlay className="shade" isOpen isDismissable onOpenChange={(open) => !open && closeDialog()}>
      <Modal className="modal palette">
        <AriaDialog className="dialog" aria-label="Command palette">
          <div className="palette-body">
            <input
              ref={field}
              autoFocus
              className="palette-input"
              type="text"
              role="combobox"
              aria-label="Command"
              aria-expanded="true"
              aria-controls={listId}
              aria-autocomplete="list"
              aria-activedescendant={state.activeId}
              placeholder="What do you want to do?"
              autoComplete="off"
              spellCheck={false}
              value={text}
              onChange={(event) => setText(event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Tab') state.handleKey(event);
              }}
            />
            <div className="palette-list scroll">
              <SuggestionList listId={listId} label="Commands" suggestions={offers} state={state} onPick={pick} />
              {offers.length === 0 ? <p className="palette-none">Nothing by that name.</p> : null}
            </div>
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
