// After a long outage: what would go out now, and what something newer has overtaken. One click sends; nothing goes before.
import { useId, useRef, useState } from 'react';
import type { DeliveryItem, DeliveryLane } from '../../../src-shared/delivery.ts';
import { formatUtcAndLocal } from '../../../src-shared/text/clock-times.ts';
import { useLane } from '../../store/delivery.ts';
import { useZone } from '../../store/incident.ts';
import { dispatchHost } from '../../store/record.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { tell } from '../../ui/toast.tsx';
import { EditDialog } from './edit-dialog.tsx';
import { ItemDeeds, WRITTEN_LATER } from './item.tsx';
import { useKeptFocus } from './use-kept-focus.ts';
import { WithdrawDialog } from './withdraw-dialog.tsx';

type Asking = { about: 'edit' | 'withdraw'; item: DeliveryItem };

export function ReviewDialog({ incident, lane: id, onClose }: { incident: string; lane: string; onClose: () => void }) {
  const lane = useLane(incident, id);
  const review = lane?.review ?? null;
  const [asking, ask] = useState<Asking | null>(null);
  const stays = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  useKeptFocus(box, stays, asking !== null);
  const { problem, submit } = useSubmit(async () => {
    if (review === null) {
      onClose();
      return null;
    }
    const answer = await dispatchHost({ type: 'delivery.confirm', incident, lane: id });
    if (!answer.ok) return answer.refusal.message;
    onClose();
    tell('On its way. Delivery shows when it has arrived.', 'ok');
    return null;
  });
  const go = shownOf(lane, review?.go ?? []);
  const overtaken = shownOf(lane, review?.overtaken ?? []);
  return (
    <>
      <Dialog
        title="Review before sending"
        width="wide"
        onClose={onClose}
        onSubmit={submit}
        problem={problem}
        lead={leadOf(lane)}
        actions={
          <>
            <Button ref={stays} onPress={onClose}>
              {review === null ? 'Close' : 'Not now'}
            </Button>
            {review === null ? null : (
              <Button tone="solid" type="submit">
                {review.go.length === 0 ? 'Send nothing' : `Send ${review.go.length}`}
              </Button>
            )}
          </>
        }
      >
        <div ref={box} className="review">
          {review === null ? <p>Nothing waits here any more.</p> : null}
          {go.count === 0 ? null : (
            <section className="review-part">
              <h3>Would go out</h3>
              <ul aria-label="Would go out">
                {go.items.map((item) => (
                  <ReviewItem key={item.key} item={item} onAsk={ask} />
                ))}
              </ul>
              <Behind count={go.count - go.items.length} />
            </section>
          )}
          {overtaken.count === 0 ? null : (
            <section className="review-part">
              <h3>Not sent: something newer says it better</h3>
              <ul aria-label="Not sent">
                {overtaken.items.map((item) => (
                  <OvertakenItem key={item.key} item={item} />
                ))}
              </ul>
              <Behind count={overtaken.count - overtaken.items.length} />
            </section>
          )}
        </div>
      </Dialog>
      {/* Beside the sheet and not in it: a press there must not send what is here. */}
      {asking?.about === 'edit' ? <EditDialog item={asking.item} onClose={() => ask(null)} /> : null}
      {asking?.about === 'withdraw' ? <WithdrawDialog item={asking.item} onClose={() => ask(null)} /> : null}
    </>
  );
}

interface ReviewItemProps {
  item: DeliveryItem;
  onAsk: (asking: Asking) => void;
}

function ReviewItem({ item, onAsk }: ReviewItemProps) {
  const id = useId();
  return (
    <li className="review-item">
      <Told id={id} item={item} />
      <div className="lane-buttons">
        <ItemDeeds
          item={item}
          describedBy={id}
          onEdit={() => onAsk({ about: 'edit', item })}
          onWithdraw={() => onAsk({ about: 'withdraw', item })}
        />
      </div>
      <p className={item.text === null ? 'lane-said later' : 'lane-said'}>{item.text ?? WRITTEN_LATER}</p>
      {item.detail === '' ? null : <p className="lane-quiet">With it: {item.detail}.</p>}
    </li>
  );
}

/** What is not sent can still be read: it is in the record, and here. */
function OvertakenItem({ item }: { item: DeliveryItem }) {
  return (
    <li className="review-item overtaken">
      <Told item={item} />
      {item.text === null ? null : <p className="lane-said">{item.text}</p>}
    </li>
  );
}

function Told({ item, id }: { item: DeliveryItem; id?: string }) {
  const zone = useZone();
  return (
    <span id={id} className="review-what">
      <b>{item.what}</b> <span className="lane-dim">written {formatUtcAndLocal(item.at, zone)}</span>
    </span>
  );
}

function Behind({ count }: { count: number }) {
  return count > 0 ? <p className="lane-quiet">And {count} more that are not shown here.</p> : null;
}

function leadOf(lane: DeliveryLane | undefined): string {
  if (lane === undefined || lane.review === null) return '';
  const who =
    lane.page === 'public'
      ? ' The public reads it.'
      : lane.page === 'private'
        ? ' Those on the private page read it.'
        : '';
  return `${lane.name} could not be told for a while. Nothing of this has left yet.${who} Read whether it is still true, and whether a time it promises has passed.`;
}

/** Only the first of a lane's items are told; the count is of all. */
function shownOf(
  lane: DeliveryLane | undefined,
  keys: readonly string[],
): { count: number; items: readonly DeliveryItem[] } {
  return { count: keys.length, items: lane?.items.filter((item) => keys.includes(item.key)) ?? [] };
}
