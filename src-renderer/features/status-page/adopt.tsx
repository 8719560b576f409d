// An incident is open on the page already: it can become this incident's own, so that no second one is opened.
import { useState } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import type { OpenPageIncident } from '../../../src-shared/delivery.ts';
import { pageLane, type Page } from '../../../src-shared/incident/status-page.ts';
import { formatClock, formatDay } from '../../../src-shared/text/clock-times.ts';
import { useIncident } from '../../store/incident.ts';
import { dispatchHost } from '../../store/record.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { tell } from '../../ui/toast.tsx';

export function Adopt({ page, open }: { page: Page; open: readonly OpenPageIncident[] }) {
  const [asking, setAsking] = useState(false);
  const [first] = open;
  if (first === undefined) return null;
  const more = open.length - 1;
  return (
    <div className="page-open" role="note">
      <p>
        {more === 0
          ? `There is an open incident on the page: ${first.name}`
          : `There are ${open.length} open incidents on the page: ${first.name} and ${more} more`}
      </p>
      <Button small onPress={() => setAsking(true)}>
        Adopt
      </Button>
      {asking ? <AdoptDialog page={page} open={open} onClose={() => setAsking(false)} /> : null}
    </div>
  );
}

function AdoptDialog({ page, open, onClose }: { page: Page; open: readonly OpenPageIncident[]; onClose: () => void }) {
  const incident = useIncident((whole) => whole.id);
  const [chosen, choose] = useState(open.length === 1 ? (open[0]?.id ?? null) : null);
  const { problem, submit } = useSubmit(async () => {
    const one = open.find(({ id }) => id === chosen);
    if (one === undefined) return 'Choose the incident that this one is.';
    const answer = await dispatchHost({ type: 'page.adopt', incident, lane: pageLane(page), remoteId: one.id });
    if (!answer.ok) return answer.refusal.message;
    tell(`Adopted: ${one.name}`, 'ok');
    onClose();
    return null;
  });
  return (
    <Dialog
      title={page === 'public' ? 'Adopt an incident of the page' : 'Adopt an incident of the private page'}
      onClose={onClose}
      onSubmit={submit}
      problem={problem}
      lead="From then on your posts update that incident, and no second one is opened. Its name stays, and nothing is posted now."
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button tone="solid" type="submit">
            Adopt
          </Button>
        </>
      }
    >
      <RadioGroup className="page-adopt" aria-label="Open incidents" value={chosen} onChange={choose}>
        {open.map((one, i) => (
          <Radio key={one.id} value={one.id} className="page-adopt-one" autoFocus={i === 0}>
            <b>{one.name}</b>
            <small>
              {one.status} · last changed {formatDay(one.updatedAt, 'UTC')}{' '}
              {formatClock(one.updatedAt, 'UTC', 'to-the-minute')} UTC
            </small>
          </Radio>
        ))}
      </RadioGroup>
    </Dialog>
  );
}
