// Puts on paper what the page shows for it: through the host in Electron, else through the browser.
import { tellAnswer } from '../ui/toast.tsx';
import { dispatchHost, useRecord } from './record.ts';

/** `name`: of the file where it becomes one. */
export async function printShown(name: string): Promise<void> {
  if (useRecord.getState().host?.host === 'electron') tellAnswer(await dispatchHost({ type: 'page.print', name }));
  else window.print();
}
