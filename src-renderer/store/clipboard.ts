// Puts text on the clipboard: through the host in Electron, where pages have no permissions, else through the browser.
import { MAX_CLIPBOARD } from '../../src-shared/bridge.ts';
import { dispatchHost, useRecord } from './record.ts';

/** Whether the host takes no text of this size to the clipboard; a browser has no such limit of ours. */
export function isTooLongToCopy(text: string): boolean {
  return useRecord.getState().host?.host === 'electron' && text.length > MAX_CLIPBOARD;
}

/** Whether it is there now. `html`: the same with its formatting, for what takes that. */
export async function copyText(text: string, html?: string): Promise<boolean> {
  if (useRecord.getState().host?.host === 'electron')
    return (await dispatchHost({ type: 'clipboard.copy', text, ...(html === undefined ? {} : { html }) })).ok;
  try {
    if (html === undefined) await navigator.clipboard.writeText(text);
    else await navigator.clipboard.write([new ClipboardItem({ 'text/plain': text, 'text/html': html })]);
    return true;
  } catch {
    return copyBySelection(text); // no permission, or the page has lost the focus
  }
}

function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.setAttribute('aria-hidden', 'true');
  area.className = 'off-screen';
  (document.querySelector('[role=dialog]') ?? document.body).append(area);
  const had = document.activeElement;
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  if (had instanceof HTMLElement) had.focus();
  return copied;
}
