// The compliance flags of the playbook, and the roles that those that are raised want filled (DOMAIN.md 11).
import type { PlaybookFlag } from '../playbook/compliance.ts';
import type { Incident } from './index.ts';

export function flagsOf(incident: Incident): readonly PlaybookFlag[] {
  return incident.declaration?.playbook?.compliance.flags ?? [];
}

/** The roles that the raised flags want filled, each with since when and in how many minutes. */
export function rolesDemanded(incident: Incident): { role: string; since: number; withinMin: number }[] {
  const all = incident.compliance.raised.flatMap(({ flag: id, kind, at }) => {
    const flag = flagsOf(incident).find((one) => one.id === id);
    if (flag === undefined) return [];
    const more = flag.kinds.find((one) => one.id === kind?.id)?.roles ?? [];
    return [...more, ...flag.roles].map((role) => ({ role, since: at, withinMin: flag.vacancyMin }));
  });
  return all.filter(({ role }, i) => all.findIndex((one) => one.role === role) === i);
}
