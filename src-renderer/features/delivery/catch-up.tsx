// A vendor was connected after this incident was declared: it is told nothing until somebody asks for it.
import type { VendorState } from '../../../src-shared/delivery.ts';
import { useIncident } from '../../store/incident.ts';
import { dispatch, useRecord } from '../../store/record.ts';
import { openDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { tell } from '../../ui/toast.tsx';

export function CatchUp({ vendor }: { vendor: VendorState }) {
  const joined = useIncident((incident) => incident.remote.joined[vendor.vendor]);
  const more = vendor.lanes.filter(({ lane }) => joined?.lanes.includes(lane) !== true);
  return (
    <div className="catch-up">
      <span>
        {joined === undefined
          ? `${vendor.name} is connected. This incident was declared without it.`
          : `${vendor.name} can reach ${more.map(({ name }) => name).join(', ')} now. This incident was declared without.`}
      </span>
      <Button small onPress={() => openDialog({ name: 'delivery', ask: { about: 'catch-up', vendor: vendor.vendor } })}>
        Catch up
      </Button>
    </div>
  );
}

export function CatchUpDialog({ vendor: id, onClose }: { vendor: string; onClose: () => void }) {
  const vendor = useRecord((record) => record.host?.vendors.find((one) => one.vendor === id));
  const name = vendor?.name ?? id;
  const pages = vendor?.lanes.some(({ page }) => page !== null) === true;
  const { problem, submit } = useSubmit(async () => {
    const answer = await dispatch({ type: 'vendor.join', vendor: id });
    if (!answer.ok) return answer.refusal.message;
    onClose();
    tell(`${name} takes part in this incident now.`, 'ok');
    return null;
  });
  return (
    <Dialog
      title={`Catch up with ${name}`}
      width="narrow"
      onClose={onClose}
      onSubmit={submit}
      problem={problem}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button tone="solid" type="submit" autoFocus>
            Catch up
          </Button>
        </>
      }
    >
      <ul className="catch-up-does">
        {(pages ? PAGES : CHAT).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Dialog>
  );
}

const CHAT = [
  'A channel is opened. Those with a role are invited, and get their role card as a direct message.',
  'The declaration is posted and pinned, then the newest update to the room and to the executives. Older ones are not posted again.',
  'The incidents channel is told that it runs. Nothing public goes out.',
] as const;

const PAGES = [
  'The next post you publish goes to the page by itself.',
  'What was published here before is not sent again. Nothing public goes out now.',
] as const;
