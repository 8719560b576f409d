// A dialog: title, body, a row of buttons; Escape closes; Ctrl/Cmd+Enter presses what `onSubmit` does.
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from './button.tsx';
import './dialog.css';

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** buttons below, the solid one last */
  actions?: ReactNode;
  /** Enter in a one-line field, Ctrl/Cmd+Enter anywhere. A refusal is told by throwing nothing and answering its words. */
  onSubmit?: () => void;
  width?: 'narrow' | 'medium' | 'wide' | 'full';
  /** said under the title */
  lead?: ReactNode;
  /** what went wrong with the last press, in words that tell what to do */
  problem?: string | null;
  /** nothing in it can be pressed: its body takes the focus, so that it can be scrolled from the keyboard */
  toRead?: boolean;
  /** a press outside closes it: only where nothing typed can be lost */
  dismissable?: boolean;
}

export function Dialog(props: DialogProps) {
  const {
    title,
    onClose,
    children,
    actions,
    onSubmit,
    width = 'medium',
    lead,
    problem,
    dismissable = false,
    toRead = false,
  } = props;
  const submitOnKeys = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || onSubmit === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onSubmit();
  };
  return (
    <ModalOverlay className="shade" isOpen isDismissable={dismissable} onOpenChange={(open) => !open && onClose()}>
      <Modal className={`modal ${width}`}>
        <AriaDialog className="dialog">
          <form
            className="dialog-form"
            onKeyDownCapture={submitOnKeys}
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              onSubmit?.();
            }}
          >
            <header className="dialog-head">
              <Heading slot="title">{title}</Heading>
              <Button tone="quiet" small name="Close dialog" hint="Esc" onPress={onClose}>
                ×
              </Button>
            </header>
            {lead === undefined ? null : <div className="dialog-lead">{lead}</div>}
            <div
              className="dialog-body scroll"
              {...(toRead ? { tabIndex: 0, role: 'group', 'aria-label': title } : {})}
            >
              {children}
            </div>
            <p className="dialog-problem" role="alert">
              {problem ?? ''}
            </p>
            {actions === undefined ? null : <footer className="dialog-actions">{actions}</footer>}
          </form>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/**
 * Runs one press at a time: a second one while the first is on its way does nothing. A refusal's words stay to be shown.
 * The button is not switched off meanwhile: it would lose the focus, and Escape would no longer reach the dialog.
 */
export function useSubmit(run: () => Promise<string | null>): { problem: string | null; submit: () => void } {
  const onItsWay = useRef(false);
  const [problem, say] = useState<string | null>(null);
  const submit = (): void => {
    if (onItsWay.current) return;
    onItsWay.current = true;
    say(null);
    run()
      .then(say)
      .catch(() => say('That did not work, and nothing was saved. Try again.'))
      .finally(() => {
        onItsWay.current = false;
      });
  };
  return { problem, submit };
}
