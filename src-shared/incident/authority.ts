// Whose word a deed rests on. Decisions go through the commander (S0), and no system is changed without their word (S2).
import type { Incident } from './index.ts';
import { nameOf } from './people.ts';
import { refuse, type Refused } from './refusal.ts';
import { seatsOf } from './roles.ts';
import type { Context } from './slice.ts';
import { inCommand } from './in-command.ts';

/**
 * The commander, where it is their word: said by themselves at the keyboard, or written down for them (`word`: whose it
 * is). Anybody else is refused by name. `deed` goes on from "can": "approve an action".
 */
export function commandersWord(
  incident: Incident,
  ctx: Context,
  word: string | undefined,
  deed: string,
): { ok: true; person: string } | Refused {
  const held = inCommand(incident);
  if (held === null)
    return refuse(
      'not-in-command',
      `Nobody has command, and only the incident commander can ${deed}. Assign it first.`,
    );
  const { person } = held;
  if (person === null)
    return refuse(
      'not-in-command',
      `Only the incident commander can ${deed}, and command is on another laptop. Open their handover file first, or take over here.`,
    );
  if ((word ?? ctx.actor.person.id) === person) return { ok: true, person };
  const name = nameOf(incident, person);
  return refuse(
    'not-in-command',
    `Only the incident commander can ${deed}, and that is ${name}. Ask for their word, then record it as theirs.`,
    'word',
  );
}

/**
 * Whose decision a line is: the commander's, where they say it themselves, where it is written down as theirs, or where the
 * scribe takes it down, whose duty that is (ours). Null: nobody's yet. While command is vacant it is the writer's own.
 */
export function decidedBy(
  incident: Incident,
  ctx: Context,
  word: string | undefined,
): { ok: true; person: string | null } | Refused {
  const held = inCommand(incident);
  const writer = ctx.actor.person.id;
  if (held === null) return { ok: true, person: writer };
  if (word !== undefined) return commandersWord(incident, ctx, word, 'decide');
  const theirs = writer === held.person || seatsOf(incident, 'scribe').some(({ person }) => person === writer);
  return { ok: true, person: theirs ? held.person : null };
}
