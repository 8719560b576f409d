// A number to dial. A browser hands a tel: link to the phone program; Electron's page may not, so the host does, and asks first.
import type { MouseEvent } from 'react';
import { telUrl } from '../../src-shared/text/phone-numbers.ts';
import { dispatchHost, useRecord } from '../store/record.ts';
import { tellAnswer } from './toast.tsx';

export function TelLink({ number }: { number: string }) {
  const inElectron = useRecord((record) => record.host?.host === 'electron');
  const url = telUrl(number);
  if (url === null) return <span>{number}</span>;
  const dialByHost = (event: MouseEvent): void => {
    if (!inElectron) return;
    event.preventDefault();
    void dispatchHost({ type: 'link.open', url }).then((answer) => tellAnswer(answer));
  };
  return (
    <a className="tel" href={url} onClick={dialByHost}>
      Dial {number}
    </a>
  );
}
