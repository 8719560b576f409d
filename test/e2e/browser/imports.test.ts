// The other real incidents: what reading a paste gives does not depend on the host, so one host is enough.
import { test } from '../host.ts';
import { importAndResolve, inBothHosts, quickHold, slugs } from '../real-incident.ts';

test.use({ env: quickHold });

for (const slug of slugs.filter((one) => !inBothHosts.includes(one))) {
  test(`${slug}: imported, resolved, reported`, ({ cockpit }) => importAndResolve(cockpit, slug));
}
