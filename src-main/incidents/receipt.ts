// The receipt of a handover file: what its taker says over the bridge, and the giver types in. It shows that somebody opened that
// very file and took command from it (docs/decisions/0008).
import { createHmac } from 'node:crypto';
import { quints } from '../../src-shared/text/quints.ts';

/** `secret`: of the `station.packed` with the id `pack`. Four bytes as two words. */
export function receiptOf(secret: string, pack: string): string {
  const mac = createHmac('sha256', Buffer.from(secret, 'hex')).update(JSON.stringify(['warroom receipt', pack]));
  return quints(mac.digest().subarray(0, 4));
}
