// What a journal says, in the parts that no later version may read differently. Slices that later issues add do not show.
import { realRandom } from '../../src-main/platform/real-time.ts';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { items } from '../../src-shared/incident/chunked-list.ts';
import { hashOf } from '../../src-main/journal/sealing.ts';
import { openJournal } from '../../src-main/journal/open.ts';
import { connectDurably } from '../../src-main/journal/connection.ts';
import { WRITER, listLog, turnedClock } from './kit.ts';

/** Lines that somebody typed; what tells of a deed may be worded better some day. */
const TYPED = new Set(['entry.logged', 'hypothesis.raised', 'task.given', 'decision.made', 'action.recorded']);

/** Reads a copy of the file; the file itself stays as it is. */
export async function describeJournal(file: string): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'warroom-fixture-'));
  try {
    const dir = join(folder, 'data');
    const first = await openJournal({
      dir,
      writer: WRITER,
      clock: turnedClock(),
      random: realRandom(),
      log: listLog(),
      appVersion: 'fixture',
    });
    if (first.ok) await first.journal.close();
    copyFileSync(file, join(dir, 'journal.db'));
    const opened = await openJournal({
      dir,
      writer: WRITER,
      clock: turnedClock(),
      random: realRandom(),
      log: listLog(),
      appVersion: 'fixture',
    });
    if (!opened.ok) throw new Error(`${opened.refusal.message} (${opened.refusal.detail})`);
    const { journal } = opened;
    const { cursor, incidents } = await journal.summaries();
    const told = [];
    for (const { id } of incidents) {
      const read = (await journal.open(id))!;
      const { declaration, severity, lifecycle, command, people, timeline, roles, hypotheses, tasks } = read.incident;
      told.push({
        id,
        quarantined: read.quarantined ?? null,
        events: read.incident.events,
        number: declaration?.number,
        title: declaration?.title,
        impact: declaration?.impact,
        components: declaration?.components,
        playbookHash: declaration?.playbookHash,
        playbookId: declaration?.playbook?.id,
        declaredAt: declaration?.declaredAt,
        severity: severity.level,
        status: lifecycle.status,
        commander: command.commander,
        roles: Object.entries(roles).map(([role, seats]) => [role, seats.map((seat) => people[seat.person]?.name)]),
        people: Object.values(people)
          .map((person) => person.name)
          .toSorted(),
        hypotheses: hypotheses.size,
        tasks: tasks.size,
        typed: [...items(timeline.entries)]
          .filter((entry) => TYPED.has(entry.type))
          .map(({ at, kind, text, star, retracted, corrections }) => ({
            at,
            kind,
            text,
            star: star === true,
            retracted: retracted !== undefined,
            was: corrections?.map((c) => c.text) ?? [],
          })),
        protocol: {
          milestones: Object.keys(read.incident.milestones).toSorted(),
          detectedBy: read.incident.detection.by,
          handovers: read.incident.handover.past.length,
          decisions: read.incident.decisions.size,
          actions: read.incident.actions.size,
          escalations: read.incident.escalation.escalations.length,
          calls: read.incident.escalation.calls.length,
          flags: read.incident.compliance.raised.map(({ flag }) => flag),
          held: read.incident.compliance.hold !== null,
          ticked: Object.values(read.incident.checklist).flatMap((list) => Object.keys(list)).length,
          approvals: read.incident.approval.map(({ state }) => state),
          posts: read.incident.statusPage.publications.map(({ state }) => state),
        },
        room: {
          messages: [...items(read.incident.room.messages)].map(
            ({ text, before, pinned, deletedAt, taken, reactions }) => ({
              text,
              was: before ?? [],
              pinned: pinned === true,
              deleted: deletedAt !== undefined,
              taken: (taken ?? []).map(({ type, back }) => [type, back === true]),
              reactions: Object.keys(reactions ?? {}),
            }),
          ),
          listening: Object.values(read.incident.listening).map(({ is, missing }) => [is, missing ?? null]),
        },
        access: read.incident.evidence.access.map(({ who, system, review, struck }) => [
          who,
          system,
          review?.finding ?? null,
          struck?.reason ?? null,
        ]),
        checkpoints: read.incident.evidence.checkpoints.map(({ occasion, digest, events }) => [
          occasion,
          digest,
          events,
        ]),
        station: read.incident.station,
        elsewhere: {
          lost: read.incident.elsewhere.lost.map(({ vendor }) => vendor),
        },
        drifts: read.incident.pageDrift.map(({ page, what, settled }) => [
          page,
          what,
          settled?.choice ?? null,
          settled?.text ?? null,
        ]),
        types: (await journal.eventsAfter(id, 0)).map((event) => event.type),
      });
    }
    const verified = await journal.verify();
    await journal.close();
    return {
      cursor,
      verified: { ok: verified.ok, events: verified.events, trouble: verified.trouble },
      sealed: sealOf(join(dir, 'journal.db')),
      incidents: told,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One hash over every envelope, salt and payload as they lie there: nobody has written them anew. */
function sealOf(path: string): string {
  const db = connectDurably(path);
  try {
    const rows = db
      .prepare('SELECT envelope, salt, bytes FROM events LEFT JOIN payloads ON event = arrival ORDER BY arrival')
      .all();
    const parts = rows.flatMap((row) =>
      [row['envelope'], row['salt'], row['bytes']].map((part) =>
        part instanceof Uint8Array ? part : new Uint8Array(),
      ),
    );
    return hashOf(Buffer.concat(parts)).toString('hex');
  } finally {
    db.close();
  }
}
