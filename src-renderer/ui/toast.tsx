// Short news in the corner: what was done, what was refused. Over react-aria's toasts; sonner breaks the style policy.
import {
  Text,
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components';
import type { Answer } from '../../src-shared/bridge.ts';
import type { Saved } from '../store/files.ts';
import { Button } from './button.tsx';
import './toast.css';

interface News {
  tone: 'plain' | 'ok' | 'red';
  text: string;
  button?: { label: string; press: () => void };
}

const queue = new ToastQueue<News>({ maxVisibleToasts: 3 });
const SHORT_MS = 3_500;
const LONG_MS = 12_000;

/** Shows news; what was refused stays longer. Good news gives way to the next: the corner stays calm. */
export function tell(text: string, tone: News['tone'] = 'plain', button?: News['button']): void {
  for (const shown of queue.visibleToasts) {
    if (shown.content.tone !== 'red' || shown.content.text === text) queue.close(shown.key);
  }
  queue.add(
    { tone, text, ...(button === undefined ? {} : { button }) },
    { timeout: tone === 'red' ? LONG_MS : SHORT_MS + (button === undefined ? 0 : 4_000) },
  );
}

/** Tells why a file was not saved. Answers whether it was: the person may have thought better of it. */
export function tellUnsaved(saved: Saved): boolean {
  if (!saved.ok) tell(saved.refusal.message, 'red');
  return saved.ok && saved.saved;
}

/** Tells a refusal; `done` is what to say when it was accepted. Answers whether it was. */
export function tellAnswer(answer: Answer, done?: string): boolean {
  if (!answer.ok) tell(answer.refusal.message, 'red');
  else if (done !== undefined) tell(done, 'ok');
  return answer.ok;
}

export function Toasts() {
  return (
    <ToastRegion queue={queue} className="toasts" aria-label="News">
      {({ toast }) => (
        <AriaToast toast={toast} className={`toast ${toast.content.tone}`}>
          <ToastContent className="toast-text">
            <Text slot="title">{toast.content.text}</Text>
          </ToastContent>
          {toast.content.button === undefined ? null : (
            <Button
              small
              onPress={() => {
                toast.content.button?.press();
                queue.close(toast.key);
              }}
            >
              {toast.content.button.label}
            </Button>
          )}
          <Button tone="quiet" small name="Dismiss" onPress={() => queue.close(toast.key)}>
            ×
          </Button>
        </AriaToast>
      )}
    </ToastRegion>
  );
}
