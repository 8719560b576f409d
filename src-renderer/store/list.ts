// All that the timer knows of the record: the list of incidents, and the host's preferences. No incident is opened.
import type { Bridge } from '../../src-shared/bridge.ts';
import { follow } from './follow.ts';
import { useRecord } from './record.ts';

export function followList(bridge: Bridge): void {
  bridge.connection((connection) => useRecord.setState({ connection }));
  follow(bridge, 'host', {
    onBody: (body) => body.scope === 'host' && useRecord.setState({ host: body.host }),
    onRemoved: () => {},
  });
  follow(bridge, 'index', {
    onBody: (body) => body.scope === 'index' && useRecord.setState({ incidents: body.incidents }),
    onRemoved: () => {},
  });
}
