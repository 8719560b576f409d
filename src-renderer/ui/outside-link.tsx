// A link out of the cockpit. A browser opens it in a tab of its own; Electron's page may not, so the host does, and asks first.
import type { MouseEvent, ReactNode } from 'react';
import { dispatchHost, useRecord } from '../store/record.ts';
import { tellAnswer } from './toast.tsx';

export function OutsideLink({ url, children }: { url: string; children: ReactNode }) {
  const inElectron = useRecord((record) => record.host?.host === 'electron');
  if (!/^https?:\/\//u.test(url)) return children;
  const openByHost = (event: MouseEvent): void => {
    if (!inElectron) return;
    event.preventDefault();
    void dispatchHost({ type: 'link.open', url }).then((answer) => tellAnswer(answer));
  };
  return (
    <a href={url} target="_blank" rel="noreferrer" onClick={openByHost}>
      {children}
    </a>
  );
}
