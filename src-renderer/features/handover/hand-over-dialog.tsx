// Handing over command: before it is offered, the briefing and the name of who takes it; from then on, the six steps.
import { useEffect, useState } from 'react';
import { useIncident } from '../../store/incident.ts';
import { closeDialog } from '../../store/view.ts';
import { Offer } from './offer.tsx';
import { Running } from './running.tsx';

export function HandOverDialog() {
  const open = useIncident((incident) => incident.handover.current);
  const [ran, setRan] = useState(open !== null);
  // Taken or withdrawn, here or in another window: there is nothing left to do in it.
  useEffect(() => {
    if (open !== null) setRan(true);
    else if (ran) closeDialog();
  }, [open, ran]);
  if (open !== null) return <Running handover={open} />;
  return ran ? null : <Offer />;
}
