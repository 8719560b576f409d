// Who is at the keyboard: asked once, because every line of the record says who wrote it.
import { useState } from 'react';
import { dispatchHost, useRecord } from '../../store/record.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { tellAnswer } from '../../ui/toast.tsx';

export function Identity() {
  const identity = useRecord((record) => record.host?.identity ?? null);
  const [typed, setTyped] = useState<string | null>(null);
  if (identity === null || !identity.guessed) return null;
  const name = typed ?? identity.person.name;
  return (
    <form
      className="start-identity"
      aria-label="Who you are"
      onSubmit={(event) => {
        event.preventDefault();
        void dispatchHost({ type: 'identity.set', name }).then((answer) =>
          tellAnswer(answer, `The record will say ${name}.`),
        );
      }}
    >
      <TextField label="The record will name you as" value={name} onChange={setTyped} />
      <Button type="submit">That is me</Button>
    </form>
  );
}
