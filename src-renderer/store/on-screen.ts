// Which incident was last on screen: kept beside the windows, so that a small one beside the cockpit knows it too.

const KEY = 'warroom.on-screen';

export function rememberOnScreen(incident: string): void {
  localStorage.setItem(KEY, incident);
}

/** Its id; null before any was. */
export function lastOnScreen(): string | null {
  return localStorage.getItem(KEY);
}
