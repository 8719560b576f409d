// Whether this laptop acts for the incident on screen, and what it waits for (docs/decisions/0008).
import { acts, awaitedPack, whoActs, type Pack } from '../../src-shared/incident/station.ts';
import { incidentNow, useIncident } from './incident.ts';
import { useRecord } from './record.ts';

const NONE: readonly string[] = [];

function useOwn(): readonly string[] {
  return useRecord((record) => record.host?.station.own ?? NONE);
}

/** Who acts, in words; null: this laptop does. */
export function useElsewhere(): string | null {
  const own = useOwn();
  return useIncident((incident) => (acts(incident, own) ? null : whoActs(incident)));
}

/** The file that was made here and whose receipt is awaited. */
export function useAwaitedPack(): Pack | null {
  const own = useOwn();
  return useIncident((incident) => (acts(incident, own) ? awaitedPack(incident, own) : null));
}

/** What is to be said over the bridge, after command was taken here from a file. */
export function useOwnReceipt(): { code: string; pack: string } | null {
  const own = useOwn();
  return useIncident(({ station: { receipt } }) =>
    receipt !== null && own.includes(receipt.station) ? receipt : null,
  );
}

export function actsHere(): boolean {
  return acts(incidentNow(), useRecord.getState().host?.station.own ?? NONE);
}

export function packHere(): Pack | null {
  const own = useRecord.getState().host?.station.own ?? NONE;
  return acts(incidentNow(), own) ? awaitedPack(incidentNow(), own) : null;
}
