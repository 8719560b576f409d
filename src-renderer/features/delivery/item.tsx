// One thing on its way out: what it is, how it stands, and what can be done about it before it leaves.
import { useId, useState } from 'react';
import type { DeliveryItem } from '../../../src-shared/delivery.ts';
import { formatClock } from '../../../src-shared/text/clock-times.ts';
import { dispatchHost } from '../../store/record.ts';
import { Button } from '../../ui/button.tsx';
import { tellAnswer } from '../../ui/toast.tsx';
import { copy } from './copy.ts';
import { ItemStanding } from './standing-words.tsx';

export const WRITTEN_LATER = 'Written when it is sent, from what is true then.';

interface ItemProps {
  item: DeliveryItem;
  vendor: string;
  vendorName: string;
  onEdit: () => void;
  onWithdraw: () => void;
}

export function Item({ item, vendor, vendorName, onEdit, onWithdraw }: ItemProps) {
  const [reading, setReading] = useState(false);
  const id = useId();
  const again = item.standing.is === 'retrying' || item.standing.is === 'parked';
  return (
    <li className="lane-item">
      <span id={id}>
        <span className="mono">{formatClock(item.at, 'UTC')}</span> {item.what}
      </span>
      <span>
        <ItemStanding standing={item.standing} vendor={vendorName} />
        {item.attempts === 0 ? null : (
          <span className="lane-dim"> · {item.attempts === 1 ? '1 attempt' : `${item.attempts} attempts`}</span>
        )}
      </span>
      <div className="lane-buttons">
        <Button small expanded={reading} describedBy={id} onPress={() => setReading(!reading)}>
          Read
        </Button>
        {again ? (
          <Button small describedBy={id} onPress={() => retry(vendor, item.key)}>
            Retry now
          </Button>
        ) : null}
        <ItemDeeds item={item} describedBy={id} onEdit={onEdit} onWithdraw={onWithdraw} />
      </div>
      {reading ? <p className="lane-said">{item.text ?? WRITTEN_LATER}</p> : null}
      {reading && item.detail !== '' ? <p className="lane-quiet">With it: {item.detail}.</p> : null}
    </li>
  );
}

interface DeedsProps {
  item: DeliveryItem;
  describedBy: string;
  onEdit: () => void;
  onWithdraw: () => void;
}

export function ItemDeeds({ item, describedBy, onEdit, onWithdraw }: DeedsProps) {
  const { text } = item;
  return (
    <>
      {item.editable ? (
        <Button small describedBy={describedBy} onPress={onEdit}>
          Edit
        </Button>
      ) : null}
      {item.withdrawable ? (
        <Button small describedBy={describedBy} onPress={onWithdraw}>
          Withdraw
        </Button>
      ) : null}
      {text === null ? null : (
        <Button small describedBy={describedBy} onPress={() => copy(text)}>
          Copy
        </Button>
      )}
    </>
  );
}

/** Without a key: everything of this vendor. */
export function retry(vendor: string, key?: string): void {
  void dispatchHost({ type: 'effect.retry', vendor, ...(key === undefined ? {} : { key }) }).then((answer) =>
    tellAnswer(answer),
  );
}
