// The focus is never lost: what goes away while it has it leaves it to the region it stood in, and the last dialog to what had
// it before the first. Readers and keys go on from there, not from the top of the page.
import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';

/** For a region whose buttons go once they are pressed; it must be able to take the focus (`tabIndex={-1}`). */
export function useFocusStays(region: RefObject<HTMLElement | null>): void {
  const last = useRef<Node | null>(null);
  useEffect(() => {
    const element = region.current;
    if (element === null) return;
    const came = ({ target }: FocusEvent): void => {
      last.current = target instanceof Node ? target : null;
    };
    // Told of what is about to be taken away, too: only the focus that goes on to something has left by itself.
    const went = ({ relatedTarget }: FocusEvent): void => {
      if (relatedTarget !== null) last.current = null;
    };
    element.addEventListener('focusin', came);
    element.addEventListener('focusout', went);
    return () => {
      element.removeEventListener('focusin', came);
      element.removeEventListener('focusout', went);
    };
  }, [region]);
  useLayoutEffect(() => {
    if (last.current?.isConnected === false && isNowhere()) region.current?.focus({ preventScroll: true });
  });
}

/** `open`: whether a dialog is. One that follows another, from the palette above all, finds nothing to give the focus back to. */
export function useFocusBack(open: boolean): void {
  const home = useRef<HTMLElement | null>(null);
  const was = useRef(false);
  // While it renders, before the dialog's own field takes the focus.
  if (open && !was.current) {
    const at = document.activeElement;
    if (at instanceof HTMLElement && at !== document.body && at.closest('[role=dialog]') === null) home.current = at;
  }
  was.current = open;
  useEffect(() => {
    if (open) return;
    // Two frames: in the first the dialog gives it back itself, where it can.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        if (isNowhere() && home.current?.isConnected === true) home.current.focus({ preventScroll: true });
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [open]);
}

function isNowhere(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}
