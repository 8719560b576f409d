// The native menu: what the system itself expects, and every action of the cockpit as its registry has them. No reload and no
// developer tools.
import { Menu } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';
import type { MenuEntry } from '../../src-shared/menu.ts';

/** `perform`: what is done with the action that was chosen. */
export function setMenu(entries: readonly MenuEntry[], perform: (action: string) => void): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform === 'darwin', entries, perform)));
}

export function menuTemplate(
  mac: boolean,
  entries: readonly MenuEntry[],
  perform: (action: string) => void,
): MenuItemConstructorOptions[] {
  const app: MenuItemConstructorOptions = {
    label: 'Warroom',
    submenu: mac
      ? [
          { role: 'about' },
          { type: 'separator' },
          { role: 'hide' },
          { role: 'hideOthers' },
          { role: 'unhide' },
          { type: 'separator' },
          { role: 'quit' },
        ]
      : [{ role: 'quit' }],
  };
  const groups = [...new Set(entries.map(({ group }) => group))];
  const itemsOf = (group: string): MenuItemConstructorOptions[] =>
    entries.filter((entry) => entry.group === group).map((entry) => item(entry, perform));
  return [
    app,
    {
      label: 'Edit',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'pasteAndMatchStyle' },
        { role: 'selectAll' },
      ],
    },
    ...groups.filter((group) => group !== VIEW).map((group) => ({ label: group, submenu: itemsOf(group) })),
    {
      label: VIEW,
      submenu: [
        ...itemsOf(VIEW),
        ...(groups.includes(VIEW) ? [{ type: 'separator' as const }] : []),
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    { label: 'Window', submenu: [{ role: 'minimize' }] },
  ];
}

/** Joined by the cockpit's own group of that name. */
const VIEW = 'View';

/**
 * The page listens to the keys itself: the menu shows them and takes none, or one press would do the deed twice. A single
 * letter cannot be shown as an accelerator without being one on a Mac, so it stands in the label.
 */
function item({ id, label, keys, enabled }: MenuEntry, perform: (action: string) => void): MenuItemConstructorOptions {
  const [key] = keys;
  const accelerator = key?.startsWith('mod+') === true ? acceleratorOf(key) : null;
  return {
    id,
    enabled,
    label: (key === undefined || accelerator !== null ? label : `${label} (${written(key)})`).replaceAll('&', '&&'),
    click: () => perform(id),
    ...(accelerator === null ? {} : { accelerator, registerAccelerator: false }),
  };
}

/** `mod+e` as Electron writes it. */
function acceleratorOf(key: string): string {
  return key
    .split('+')
    .map((part) => (part === 'mod' ? 'CommandOrControl' : part === 'shift' ? 'Shift' : part.toUpperCase()))
    .join('+');
}

function written(key: string): string {
  return key
    .split('+')
    .map((part) => (part.length === 1 ? part.toUpperCase() : part.charAt(0).toUpperCase() + part.slice(1)))
    .join(' ');
}
