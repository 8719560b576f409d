// What declaring sets off outside this laptop, said before it is pressed.
import type { VendorState } from '../../../src-shared/delivery.ts';
import type { Playbook } from '../../../src-shared/playbook/schema.ts';
import { formatDay } from '../../../src-shared/text/clock-times.ts';
import { useNow } from '../../store/clock.ts';
import { useRecord } from '../../store/record.ts';

const MINUTE_MS = 60_000;

export function TellsOutside({ playbook }: { playbook: Playbook | null }) {
  const vendors = useRecord((record) => record.host?.vendors ?? NONE);
  const now = useNow(MINUTE_MS);
  return <p className="declare-outside">{wordsOf(vendors, playbook, now)}</p>;
}

const NONE: readonly VendorState[] = [];

function wordsOf(vendors: readonly VendorState[], playbook: Playbook | null, now: number): string {
  const on = vendors.filter(({ state }) => state === 'on');
  if (on.length === 0) return 'No vendor is connected: nothing leaves this laptop.';
  const chats = on.filter(({ lanes }) => lanes.every(({ page }) => page === null));
  const opens = chats.map(({ name }) => `${name}: ${channelWords(playbook, now)} opens and people are invited.`);
  const without = chats.length === 0 ? ['Nobody is told yet.'] : [];
  return [...opens, ...without, 'The status page is not touched.'].join(' ');
}

/** As the playbook will name it; the title is still being typed. */
function channelWords(playbook: Playbook | null, now: number): string {
  if (playbook === null) return 'a channel';
  const { pattern, date } = playbook.channels;
  const day = formatDay(now, 'UTC');
  const name = pattern.replace('{date}', date === 'YYYYMMDD' ? day.replaceAll('-', '') : day).replace('{slug}', '…');
  return `#${name}`;
}
