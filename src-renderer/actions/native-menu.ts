// The native menu of the desktop shows these actions; what is chosen there is done here. Where there is no such menu, nothing.
import { useDelivery } from '../store/delivery.ts';
import { dispatchHost, useRecord } from '../store/record.ts';
import { useView } from '../store/view.ts';
import { actions } from './index.ts';
import type { MenuEntry } from '../../src-shared/menu.ts';
import type { Incident } from '../../src-shared/incident/index.ts';

/** Keeps the menu as the registry is; answers with a function that stops it. */
export function joinNativeMenu(): () => void {
  let shown = '';
  /** what was asked before this page came is not its own to do */
  let done: number | null = null;
  const look = (): void => {
    const { host, incident, connection } = useRecord.getState();
    if (host === null || host.host !== 'electron' || connection !== 'connected') return;
    const entries = menuEntries(incident);
    const text = JSON.stringify(entries);
    if (text !== shown) {
      shown = text;
      void dispatchHost({ type: 'menu.show', entries });
    }
    const wish = host.wish ?? null;
    if (done !== null && wish !== null && wish.n > done) performById(wish.action);
    done = wish?.n ?? 0;
  };
  const stops = [useRecord.subscribe(look), useDelivery.subscribe(look)];
  look();
  return () => {
    for (const stop of stops) stop();
  };
}

/** Every action with whether it applies now. */
export function menuEntries(incident: Incident | null): MenuEntry[] {
  return actions.map(({ id, label, group, keys, when }) => ({ id, label, group, keys, enabled: when(incident) }));
}

/** Behind a dialog nothing is done, by a menu as by a key. */
export function performById(id: string): void {
  const action = actions.find((one) => one.id === id);
  if (action === undefined || useView.getState().dialog !== null) return;
  if (action.when(useRecord.getState().incident)) action.perform();
}
