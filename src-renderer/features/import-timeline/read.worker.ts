// Reads a long paste away from the screen's thread.
import { readTimelineSource, type SourceContext } from '../../../src-shared/text/timeline-source.ts';

addEventListener('message', (event: MessageEvent<{ text: string; context: SourceContext }>) => {
  postMessage(readTimelineSource(event.data.text, event.data.context));
});
