// The tray: there while the window may close without Warroom ending. Its icon is drawn here, so that it can turn.
import { Menu, Tray, nativeImage } from 'electron';
import type { MenuItemConstructorOptions, NativeImage } from 'electron';
import type { Timed } from '../../src-shared/incident/due.ts';
import { dueOver, menuLines, trayWords } from './tray-words.ts';

export interface TrayIcon {
  /** `now` in ms since the epoch */
  tell: (incidents: readonly Timed[], now: number) => void;
  show: (on: boolean) => void;
}

export interface TrayActs {
  open: () => void;
  openAt: (incident: string) => void;
  showTimer: () => void;
  quit: () => void;
}

export function makeTray(acts: TrayActs): TrayIcon {
  let tray: Tray | null = null;
  let words = { short: '', long: 'Warroom', loud: false };
  let lines: ReturnType<typeof menuLines> = [];

  function paint(): void {
    if (tray === null) return;
    tray.setToolTip(words.long);
    tray.setImage(icon(words.loud));
    // Only macOS shows text beside the icon.
    if (process.platform === 'darwin') tray.setTitle(words.short);
    tray.setContextMenu(Menu.buildFromTemplate(menu()));
  }

  function menu(): MenuItemConstructorOptions[] {
    return [
      ...lines.map(({ incident, text }) => ({ label: text, click: () => acts.openAt(incident) })),
      ...(lines.length === 0 ? [] : [{ type: 'separator' as const }]),
      { label: 'Open Warroom', click: acts.open },
      { label: 'Show timer', click: acts.showTimer },
      { label: 'Quit', click: acts.quit },
    ];
  }

  return {
    tell: (incidents, now) => {
      const due = dueOver(incidents, now);
      const before = JSON.stringify([words, lines]);
      words = { ...trayWords(due, now), loud: due.overdue > 0 };
      lines = menuLines(incidents, now);
      // A menu that is made anew closes under the hand that has it open.
      if (JSON.stringify([words, lines]) !== before) paint();
    },
    show: (on) => {
      if (on === (tray !== null)) return;
      if (tray === null) {
        tray = new Tray(icon(false));
        tray.on('click', acts.open);
        paint();
      } else {
        tray.destroy();
        tray = null;
      }
    },
  };
}

const size = 32;

/** A ring; filled while something is overdue, so the state is told by shape as well as by colour. */
function icon(overdue: boolean): NativeImage {
  const pixels = Buffer.alloc(size * size * 4);
  const middle = (size - 1) / 2;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const distance = Math.hypot(x - middle, y - middle);
      const inside = distance < 14 && (overdue || distance > 9);
      // Blue, green, red, alpha.
      if (inside) pixels.set(overdue ? [0x4d, 0x4d, 0xff, 0xff] : [0xe6, 0xb4, 0x6e, 0xff], (y * size + x) * 4);
    }
  }
  return nativeImage.createFromBitmap(pixels, { width: size, height: size });
}
