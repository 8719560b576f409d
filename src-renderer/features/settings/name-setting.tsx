// The name the record gives to what is done at this keyboard.
import { useState } from 'react';
import { dispatchHost } from '../../store/record.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { tellAnswer } from '../../ui/toast.tsx';

export function NameSetting({ name }: { name: string }) {
  const [typed, setTyped] = useState(name);
  const save = (): void =>
    void dispatchHost({ type: 'identity.set', name: typed }).then((answer) =>
      tellAnswer(answer, `The record will say ${typed}.`),
    );
  return (
    <div className="settings-line end">
      <TextField label="Your name" value={typed} onChange={setTyped} />
      <Button onPress={save}>Save name</Button>
    </div>
  );
}
