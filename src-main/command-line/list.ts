// `warroom list`: every incident of the record, the newest first.
import type { IncidentSummary } from '../../src-shared/bridge.ts';
import { iso, isoOrNull } from '../../src-shared/text/clock-times.ts';
import { columns } from './columns.ts';
import { withRecord } from './reading.ts';
import type { Verb } from './verb.ts';

export const list: Verb = {
  name: 'list',
  usage: 'list',
  summary: 'every incident of the record, the newest first',
  help: ['--open             only those that are not closed'],
  options: { open: { type: 'boolean' } },
  positionals: { least: 0, most: 0 },
  run: (given) =>
    withRecord(given, (record) => {
      const incidents = record.summaries().filter(({ status }) => !given.has('open') || status !== 'closed');
      return {
        ok: true,
        words:
          incidents.length === 0
            ? 'No incident is in this record.\n'
            : columns([
                ['NUMBER', 'SEVERITY', 'STATUS', 'DECLARED (UTC)', 'ENTRIES', 'TITLE', 'ID'],
                ...incidents.map((one) => [
                  one.number,
                  `SEV${one.severity}`,
                  one.falseAlarm === true ? `${one.status} (false alarm)` : one.status,
                  iso(one.declaredAt).slice(0, 16).replace('T', ' '),
                  String(one.entries),
                  one.quarantined === undefined ? one.title : `${one.title} (cannot be read to its end)`,
                  one.id,
                ]),
              ]),
        data: { incidents: incidents.map(forScripts) },
      };
    }),
};

/** A line of the list as scripts have it: times in ISO 8601, UTC. */
export function forScripts(one: IncidentSummary): Readonly<Record<string, unknown>> {
  return {
    id: one.id,
    number: one.number,
    title: one.title,
    severity: one.severity,
    status: one.status,
    commander: one.commander,
    declaredAt: iso(one.declaredAt),
    resolvedAt: isoOrNull(one.resolvedAt),
    closedAt: isoOrNull(one.closedAt),
    nextUpdateAt: isoOrNull(one.nextUpdateAt),
    entries: one.entries,
    drill: one.drill === true,
    falseAlarm: one.falseAlarm === true,
    quarantined: one.quarantined ?? null,
  };
}
