// Reads a long paste away from the screen's thread.
import { readPastedTimeline, type PasteContext } from '../../../src-shared/text/pasted-timeline.ts';

addEventListener('message', (event: MessageEvent<{ text: string; context: PasteContext }>) => {
  postMessage(readPastedTimeline(event.data.text, event.data.context));
});
