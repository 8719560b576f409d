// Commands that only one of the hosts can do, for its window or its person; where it cannot, it says who does it there.
import type { Answer, HostCommand } from '../../src-shared/bridge.ts';
import { refuse } from '../../src-shared/incident/refusal.ts';
import type { Native } from '../ports.ts';
import { answerTo } from './answer-to.ts';

const NATIVE_COMMANDS = [
  'clipboard.copy',
  'link.open',
  'capture.close',
  'menu.show',
  'data-folder.show',
  'page.print',
  'timer.show',
  'cockpit.show',
] as const;
export type NativeCommand = Extract<HostCommand, { type: (typeof NATIVE_COMMANDS)[number] }>;

export function isNativeCommand(command: HostCommand): command is NativeCommand {
  return NATIVE_COMMANDS.some((type) => type === command.type);
}

export async function dispatchNative(native: Native, dataDir: string, command: NativeCommand): Promise<Answer> {
  switch (command.type) {
    case 'clipboard.copy':
      if (native.copyText === null) return refuse('not-available', 'Copying is done by the browser here.');
      native.copyText(command.text, command.html);
      return done;
    case 'link.open':
      if (native.openLink === null) return refuse('not-available', 'Links are opened by the browser here.');
      return answerTo(native.openLink(command.url));
    case 'capture.close':
    case 'menu.show':
      native.ofDesktop?.(command);
      return done;
    case 'data-folder.show':
      if (native.showFolder === null) return refuse('not-available', `The data folder is ${dataDir}.`);
      return answerTo(native.showFolder(dataDir));
    case 'page.print':
      if (native.print === null) return refuse('not-available', 'Printing is done by the browser here.');
      return answerTo(native.print(command.name));
    case 'timer.show':
      if (native.showTimer === null)
        return refuse('not-available', 'The timer is a window of the desktop app. Here the tab says what is due.');
      native.showTimer(command.on);
      return done;
    case 'cockpit.show':
      native.showCockpit?.(command.incident);
      return done;
  }
}

const done: Answer = { ok: true, events: [] };
