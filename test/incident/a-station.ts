// Installations for the scenarios: their names, and receipts that a test can make by itself.
import type { StationContext } from '../../src-shared/incident/slice.ts';

export function station(letter: string): StationContext {
  const id = letter.repeat(32);
  return { id, own: [id], secret: () => '5'.repeat(32), receipt: (secret, pack) => `${secret.slice(0, 5)} ${pack}` };
}

export const aStation = station('a');
