// Copies a text that somebody wants to post by hand, and says whether it worked.
import { copyText } from '../../store/clipboard.ts';
import { tell } from '../../ui/toast.tsx';

export function copy(text: string): void {
  void copyText(text).then((copied) =>
    tell(copied ? 'Copied.' : 'The clipboard is closed to this page. Select the text by hand.', copied ? 'ok' : 'red'),
  );
}
