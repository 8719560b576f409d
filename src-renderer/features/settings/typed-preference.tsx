// A preference that is typed: kept at a press of its own, refused in place with what was typed still there.
import { useState } from 'react';
import type { Preferences } from '../../../src-shared/preferences.ts';
import { dispatchHost } from '../../store/record.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';

interface TypedPreferenceProps {
  name: 'captureShortcut' | 'sharedFolder';
  kept: string;
  /** what is wrong with the one that is kept */
  trouble: string | null;
  label: string;
  help: string;
  /** of the button that keeps it */
  use: string;
  mono?: boolean;
  placeholder?: string;
}

export function TypedPreference(props: TypedPreferenceProps) {
  const { name, kept, trouble, label, help, use, mono = false, placeholder } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, say] = useState<string | null>(null);
  const save = (): void => {
    const preferences: Partial<Preferences> = { [name]: (typed ?? kept).trim() };
    void dispatchHost({ type: 'preferences.set', preferences }).then((answer) => {
      say(answer.ok ? null : answer.refusal.message);
      if (answer.ok) setTyped(null);
    });
  };
  return (
    <div className="settings-typed">
      <TextField
        label={label}
        value={typed ?? kept}
        onChange={(value) => {
          setTyped(value);
          say(null);
        }}
        mono={mono}
        {...(placeholder === undefined ? {} : { placeholder })}
        problem={problem ?? (typed === null ? trouble : null)}
        help={help}
      />
      {typed === null || typed === kept ? null : (
        <Button small onPress={save}>
          {use}
        </Button>
      )}
    </div>
  );
}
