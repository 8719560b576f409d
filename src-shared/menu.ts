// An action of the cockpit as a native menu shows it: the registry is the renderer's, the menu the desktop host's.

export interface MenuEntry {
  /** the action's own id, by which it is asked for again */
  id: string;
  label: string;
  group: string;
  keys: readonly string[];
  /** whether it applies now */
  enabled: boolean;
}
