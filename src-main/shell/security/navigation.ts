// One page, for good: nothing navigates away from the cockpit, nothing opens beside it, nothing is embedded in it.
import type { App, WebContents } from 'electron';
import type { Log } from '../../ports.ts';

export function guardPages(app: App, log: Log): void {
  app.on('web-contents-created', (_event, contents) => guardPage(contents, log));
}

function guardPage(contents: WebContents, log: Log): void {
  const refuse = (what: string) => (event: { preventDefault: () => void }) => {
    log.error(`${what} refused`);
    event.preventDefault();
  };
  // Comes before `will-navigate`, and for the frames inside a page too.
  contents.on('will-frame-navigate', refuse('navigation'));
  contents.on('will-redirect', refuse('redirect'));
  contents.on('will-attach-webview', refuse('webview'));
  contents.on('select-bluetooth-device', refuse('bluetooth'));
  contents.setWindowOpenHandler(() => {
    log.error('new window refused');
    return { action: 'deny' };
  });
  // Content policies say nothing about WebRTC: without a proxy (there is none) it finds no way out.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}
