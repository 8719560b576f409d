// Handing over command: before it is offered, the briefing and the name of who takes it; from then on, the six steps.
import { useIncident } from '../../store/incident.ts';
import { Offer } from './offer.tsx';
import { Running } from './running.tsx';

export function HandOverDialog() {
  const open = useIncident((incident) => incident.handover.current);
  return open === null ? <Offer /> : <Running handover={open} />;
}
