// Whatever Delivery asks: the review, a text, a reason, a catch-up.
import { useState } from 'react';
import type { DeliveryItem } from '../../../src-shared/delivery.ts';
import { itemNow, type DeliveryAsk } from '../../store/delivery.ts';
import { closeDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { CatchUpDialog } from './catch-up.tsx';
import { EditDialog } from './edit-dialog.tsx';
import { ReviewDialog } from './review-dialog.tsx';
import { WithdrawDialog } from './withdraw-dialog.tsx';

export function DeliveryDialog({ ask }: { ask: DeliveryAsk }) {
  switch (ask.about) {
    case 'review':
      return <ReviewDialog incident={ask.incident} lane={ask.lane} onClose={closeDialog} />;
    case 'edit':
    case 'withdraw':
      return <AboutItem ask={ask} />;
    case 'catch-up':
      return <CatchUpDialog vendor={ask.vendor} onClose={closeDialog} />;
  }
}

/** As it was when it was asked for: what is typed does not go because the thing itself has gone meanwhile. */
function AboutItem({ ask }: { ask: { about: 'edit' | 'withdraw'; key: string } }) {
  const [item] = useState<DeliveryItem | undefined>(() => itemNow(ask.key));
  if (item === undefined) return <Gone />;
  return ask.about === 'edit' ? (
    <EditDialog item={item} onClose={closeDialog} />
  ) : (
    <WithdrawDialog item={item} onClose={closeDialog} />
  );
}

function Gone() {
  return (
    <Dialog
      title="It has left already"
      width="narrow"
      onClose={closeDialog}
      actions={
        <Button autoFocus onPress={closeDialog}>
          Close
        </Button>
      }
    >
      <p>It was sent or withdrawn a moment ago. Delivery shows what became of it.</p>
    </Dialog>
  );
}
