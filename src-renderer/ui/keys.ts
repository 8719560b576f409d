// Shortcuts as written in actions (`mod+e`, `n`, `?`): read from a key press, and shown in the platform's own signs.

/** `mod` is Command on a Mac, Control elsewhere. */
export function isMac(platform: string = navigator.platform): boolean {
  return /mac|iphone|ipad/iu.test(platform);
}

/** `mod+e` as `⌘E` or `Ctrl E`; `n` as `N`. */
export function keyLabel(shortcut: string, mac: boolean = isMac()): string {
  const parts = shortcut.split('+').map((part) => {
    if (part === 'mod') return mac ? '⌘' : 'Ctrl';
    if (part === 'shift') return mac ? '⇧' : 'Shift';
    return part.length === 1 ? part.toUpperCase() : part.charAt(0).toUpperCase() + part.slice(1);
  });
  return parts.join(mac ? '' : ' ');
}

/** The shortcut that a key press is. Shift counts only with a letter or a named key: `?` is `?` on every keyboard. */
export function shortcutOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
  mac: boolean = isMac(),
): string | null {
  if (event.altKey || (mac ? event.ctrlKey : event.metaKey)) return null;
  const mod = mac ? event.metaKey : event.ctrlKey;
  const key = event.key.toLowerCase();
  const shift = event.shiftKey && (key.length > 1 || /\p{Letter}/u.test(key));
  return [mod ? 'mod' : '', shift ? 'shift' : '', key].filter((part) => part !== '').join('+');
}
