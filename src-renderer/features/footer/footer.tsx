// The foot: the keys one needs, and whether everything is on disk.
import { formatClock } from '../../../src-shared/text/clock-times.ts';
import { useRecord } from '../../store/record.ts';
import { keyLabel } from '../../ui/keys.ts';
import { DeliveryNeeds } from './delivery-needs.tsx';
import { OverdueElsewhere } from './overdue-elsewhere.tsx';
import './footer.css';

const KEYS: readonly (readonly [string, string])[] = [
  ['mod+k', 'Commands'],
  ['n', 'Log entry'],
  ['r', 'Roles'],
  ['u', 'Update'],
  ['h', 'Hand over'],
  ['?', 'All keys'],
];

export function Footer() {
  return (
    <footer className="foot">
      {KEYS.map(([key, label]) => (
        <span key={key} className="foot-key">
          <kbd>{keyLabel(key)}</kbd>
          {label}
        </span>
      ))}
      <OverdueElsewhere />
      <DeliveryNeeds />
      <DiskState />
    </footer>
  );
}

function DiskState() {
  const connection = useRecord((record) => record.connection);
  const journal = useRecord((record) => record.host?.journal ?? null);
  if (connection === 'lost' || connection === 'refused')
    return <span className="foot-disk bad">▲ Not connected to the record</span>;
  if (journal === null) return <span className="foot-disk">Opening the journal…</span>;
  if (journal.state === 'trouble')
    return <span className="foot-disk bad">▲ {journal.trouble ?? 'The journal is in trouble'}</span>;
  const verified =
    journal.verifiedAt === null
      ? 'journal being verified'
      : `journal verified ${formatClock(journal.verifiedAt, 'UTC', 'to-the-minute')}`;
  return (
    <span className="foot-disk">
      ● Every entry on disk · {verified}
      {journal.freeBytes !== null && journal.freeBytes < LOW_BYTES ? ` · disk nearly full` : ''}
    </span>
  );
}

const LOW_BYTES = 500_000_000;
