// `warroom show ID`: how an incident stands, on one screen.
import { chosen, items } from '../../src-shared/incident/chunked-list.ts';
import { fullText } from '../../src-shared/incident/timeline.ts';
import { nameOf } from '../../src-shared/incident/people.ts';
import { nameInCommand } from '../../src-shared/incident/in-command.ts';
import { relative, statusWords } from '../../src-shared/documents/words.ts';
import { iso } from '../../src-shared/text/clock-times.ts';
import { columns, forTerminal } from './columns.ts';
import { forScripts } from './list.ts';
import { incidentOf, withRecord } from './reading.ts';
import type { Verb } from './verb.ts';

const LAST = 10;

export const show: Verb = {
  name: 'show',
  usage: 'show ID',
  summary: 'how an incident stands; ID is its number (INC-...) or its id',
  help: [],
  options: {},
  positionals: { least: 1, most: 1 },
  run: (given) =>
    withRecord(given, (record) => {
      const found = incidentOf(record, given.positionals[0] ?? '');
      if (!found.ok) return found;
      const { incident, summary, quarantined } = found;
      const now = given.clock.now();
      const { declaration, roles, tasks, statusPage } = incident;
      const open = chosen(tasks, (task) => task.settled === undefined && task.withdrawn !== true);
      const last = [...items(incident.timeline.entries)].slice(-LAST);
      const held = Object.entries(roles).flatMap(([role, seats]) =>
        seats.map(({ person }) => [`  ${role}`, nameOf(incident, person)]),
      );
      const words = [
        `${summary.number}  SEV${incident.severity.level}  ${statusWords(incident)}  ${forTerminal(summary.title)}\n`,
        ...(quarantined === null ? [] : [`It cannot be read to its end: ${forTerminal(quarantined)}\n`]),
        columns([
          ['Impact', declaration?.impact ?? ''],
          ['Commander', nameInCommand(incident)],
          ['Declared', `${iso(summary.declaredAt)} (${relative(summary.declaredAt, now)})`],
          ...(summary.resolvedAt === null ? [] : [['Resolved', iso(summary.resolvedAt)]]),
          ...(summary.nextUpdateAt === null
            ? []
            : [['Next update', `${iso(summary.nextUpdateAt)} (${relative(summary.nextUpdateAt, now)})`]]),
          ['Status page', statusPage.pages.public.step ?? 'nothing posted'],
          ['Entries', String(summary.entries)],
          ['Id', summary.id],
        ]),
        ...(held.length === 0 ? [] : ['\nRoles\n', columns(held)]),
        ...(open.length === 0
          ? []
          : ['\nOpen tasks\n', columns(open.map((task) => [`  ${task.text}`, nameOf(incident, task.owner)]))]),
        ...(last.length === 0
          ? []
          : [
              `\nLast ${last.length === 1 ? 'entry' : `${last.length} entries`} (UTC)\n`,
              columns(
                last.map((entry) => [
                  `  ${iso(entry.at).slice(0, 19).replace('T', ' ')}`,
                  entry.kind,
                  `${fullText(entry)}${entry.retracted === undefined ? '' : ' (retracted)'}`,
                ]),
              ),
            ]),
      ].join('');
      return {
        ok: true,
        words,
        data: {
          incident: {
            ...forScripts(summary),
            quarantined: quarantined ?? null,
            impact: declaration?.impact ?? '',
            components: declaration?.components ?? [],
            openTasks: open.length,
            statusPage: statusPage.pages.public.step,
          },
        },
      };
    }),
};
