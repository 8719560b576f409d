// What on its way out needs a person, for as long as it does: the region itself may be out of view.
import { openDelivery } from '../../actions/open-delivery.ts';
import { needsPerson, useDelivery } from '../../store/delivery.ts';
import { useRecord } from '../../store/record.ts';

export function DeliveryNeeds() {
  const openId = useRecord((record) => record.openId);
  const needs = useDelivery(
    ({ lanes }) => lanes?.filter((lane) => lane.incident === openId && needsPerson(lane)).length ?? 0,
  );
  if (needs === 0) return null;
  return (
    <button type="button" className="foot-needs" onClick={openDelivery.perform}>
      ▲ {needs === 1 ? '1 thing in Delivery needs you' : `${needs} things in Delivery need you`}
    </button>
  );
}
