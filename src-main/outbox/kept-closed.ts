// Until when a vendor has closed its doors, in the settings file: whoever starts Warroom anew has not been let in by that.
import { z } from 'zod';
import type { KeptClosed } from '../integrations/integration.ts';
import type { Log, Store } from '../ports.ts';

const KEY = 'closedByVendors';
const byVendor = z.record(z.string(), z.record(z.string(), z.object({ at: z.number(), until: z.number() })));

export function keptClosed(store: Store, log: Log): (vendor: string) => KeptClosed {
  // Something else in the file is nothing that a vendor said.
  const all = (): z.output<typeof byVendor> => byVendor.safeParse(store.get(KEY)).data ?? {};
  return (vendor) => ({
    read: () => all()[vendor] ?? {},
    write: (closed) => {
      try {
        store.set(KEY, { ...all(), [vendor]: closed });
      } catch (error) {
        // This life knows it all the same.
        log.error('a closed door was not kept', { vendor, detail: String(error) });
      }
    },
  });
}
