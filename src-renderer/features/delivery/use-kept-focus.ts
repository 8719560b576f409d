// Buttons here come and go with what is sent: the focus of one that is gone goes to a place that stays, not to nowhere.
import { useEffect, useRef, type RefObject } from 'react';

/** Within `box`, the focus falls back to `fallback`. `away`: a dialog over it has the focus meanwhile. */
export function useKeptFocus(
  box: RefObject<HTMLElement | null>,
  fallback: RefObject<HTMLElement | null>,
  away: boolean,
): void {
  const had = useRef<Element | null>(null);
  useEffect(() => {
    const within = box.current;
    if (within === null) return;
    const comes = ({ target }: FocusEvent): void => {
      had.current = target instanceof Element ? target : null;
    };
    const goes = ({ relatedTarget: to }: FocusEvent): void => {
      if (to instanceof Element && !within.contains(to) && to.closest('[role=dialog]') === null) had.current = null;
    };
    within.addEventListener('focusin', comes);
    within.addEventListener('focusout', goes);
    return () => {
      within.removeEventListener('focusin', comes);
      within.removeEventListener('focusout', goes);
    };
  }, [box]);
  // After every render: that is when a button may be gone.
  useEffect(() => {
    if (away || had.current === null || had.current.isConnected) return;
    had.current = null;
    const now = document.activeElement;
    if (now === null || now === document.body) fallback.current?.focus({ preventScroll: true });
  });
}
