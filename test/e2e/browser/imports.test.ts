// The other real incidents: what reading a paste gives does not depend on the host, so one host is enough.
import { briefHold } from '../deeds.ts';
import { test } from '../host.ts';
import { importAndResolve, inBothHosts, slugs } from '../real-incident.ts';

test.use({ env: briefHold });

for (const slug of slugs.filter((one) => !inBothHosts.includes(one))) {
  test(`${slug}: imported, resolved, reported`, ({ cockpit }) => importAndResolve(cockpit, slug));
}
