// The step of the form that asks the room: "any objections?" Whoever objects stands there by name (DOMAIN.md 6).
import { objectionsIn } from '../../../src-shared/text/listed.ts';
import { Choice, TextField } from '../../ui/field.tsx';

interface Fields {
  asked: string;
  objections: string;
}

const CHOICES = [
  { value: '', label: 'Not asked' },
  { value: 'none', label: 'Asked, none' },
  { value: 'some', label: 'Asked, these' },
];

export function Objections({ fields, set }: { fields: Fields; set: (change: Partial<Fields>) => void }) {
  return (
    <>
      <Choice label="Objections" value={fields.asked} options={CHOICES} onChange={(asked) => set({ asked })} />
      {fields.asked === 'some' ? (
        <TextField
          label="Who objects, and why"
          value={fields.objections}
          onChange={(objections) => set({ objections })}
          rows={2}
          placeholder="Pham C: it loses the new orders"
          help="One a line: the name, a colon, the objection."
        />
      ) : null}
    </>
  );
}

type Listed = Extract<ReturnType<typeof objectionsIn>, { ok: true }>['objections'];

/** The two fields as a command has them; or what is missing, in words. */
export function objectionsOf(
  fields: Fields,
): { ok: true; fields: { asked?: true; objections?: Listed } } | { ok: false; problem: string } {
  if (fields.asked === '') return { ok: true, fields: {} };
  if (fields.asked === 'none') return { ok: true, fields: { asked: true } };
  const read = objectionsIn(fields.objections);
  if (!read.ok)
    return {
      ok: false,
      problem: `Write who objects, a colon, and the objection. This line has no name: "${read.line}".`,
    };
  if (read.objections.length === 0) return { ok: false, problem: 'List the objections, or choose "Asked, none".' };
  return { ok: true, fields: { asked: true, objections: read.objections } };
}
