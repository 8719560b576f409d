// Errands: what the writing verbs of the command line want done to a record, as plain data. Whoever writes the record does them: the
// command line itself, or the Warroom that runs on the folder and is asked over its local socket.
import { z } from 'zod';
import { drillErrand, playDrill } from './drill.ts';
import type { Ended } from './endings.ts';
import { handoverErrand, takeHandover } from './handover.ts';
import type { Place } from './place.ts';
import { takeTimeline, timelineErrand } from './timeline.ts';

export const errandSchema = z.discriminatedUnion('errand', [timelineErrand, handoverErrand, drillErrand]);
export type Errand = z.output<typeof errandSchema>;

/** `bytes`: of the file that goes with it, if one does. `signal`: the host ends, so what is still long ends as well. */
export function doErrand(place: Place, errand: Errand, bytes: Uint8Array, signal?: AbortSignal): Promise<Ended> {
  switch (errand.errand) {
    case 'timeline':
      return takeTimeline(place, errand);
    case 'handover':
      return takeHandover(place, errand, bytes);
    case 'drill':
      return playDrill(place, errand, signal);
  }
}

/** How many bytes of a file go with it. */
export function sizeOf(errand: Errand): number {
  return errand.errand === 'handover' ? errand.size : 0;
}
