// What was said elsewhere, by which way and to whom: on the timeline with one press, and the form is free for the next.
import { useRef, useState } from 'react';
import { WAY_WORDS, type Way } from '../../../src-shared/incident/elsewhere.ts';
import { dispatch } from '../../store/record.ts';
import { useSubmit } from '../../ui/dialog.tsx';
import { Choice, TextField } from '../../ui/field.tsx';
import { tell } from '../../ui/toast.tsx';

export interface ToldFields {
  way: Way;
  text: string;
  reached: string;
}

export function useToldForm() {
  const [fields, setFields] = useState<ToldFields>({ way: 'bridge', text: '', reached: '' });
  const typed = useRef(false);
  const { problem, submit } = useSubmit(async () => {
    const reached = fields.reached.trim();
    const answer = await dispatch({
      type: 'elsewhere.tell',
      way: fields.way,
      text: fields.text,
      ...(reached === '' ? {} : { reached }),
    });
    if (!answer.ok) return answer.refusal.message;
    typed.current = false;
    setFields((now) => ({ ...now, text: '' }));
    tell(`Told ${WAY_WORDS[fields.way]}: it is on the timeline.`, 'ok');
    return null;
  });
  return {
    fields,
    problem,
    submit,
    set: (part: Partial<ToldFields>): void => {
      if (part.text !== undefined) typed.current = part.text !== '';
      setFields((now) => ({ ...now, ...part }));
    },
    /** What was copied is what will be said; words of one's own are not written over. */
    fill: (way: Way, text: string): void => {
      if (!typed.current) setFields((now) => ({ ...now, way, text }));
    },
  };
}

// The keys are those of its type.
const WAYS = (Object.entries(WAY_WORDS) as [Way, string][]).map(([value, label]) => ({ value, label }));

export function ToldForm({ form: { fields, set } }: { form: ReturnType<typeof useToldForm> }) {
  return (
    <fieldset className="told-form">
      <legend>What was said elsewhere</legend>
      <div className="field-row">
        <Choice label="Told" value={fields.way} options={WAYS} onChange={(way) => set({ way })} />
        <TextField
          label="Whom it reached"
          value={fields.reached}
          onChange={(reached) => set({ reached })}
          maxLength={500}
          placeholder="Names, or a list such as all on call"
        />
      </div>
      <TextField label="What was said" value={fields.text} onChange={(text) => set({ text })} rows={3} />
    </fieldset>
  );
}
