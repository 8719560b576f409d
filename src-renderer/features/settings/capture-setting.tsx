// The shortcut that opens the one-line capture over any program, and whether the system gave it to us.
import { useState } from 'react';
import { dispatchHost } from '../../store/record.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';

export function CaptureSetting({ shortcut, trouble }: { shortcut: string; trouble: string | null }) {
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, say] = useState<string | null>(null);
  const save = (): void => {
    const captureShortcut = (typed ?? shortcut).trim();
    void dispatchHost({ type: 'preferences.set', preferences: { captureShortcut } }).then((answer) => {
      say(answer.ok ? null : answer.refusal.message);
      if (answer.ok) setTyped(null);
    });
  };
  return (
    <div className="settings-capture">
      <TextField
        label="Shortcut for a line over any program"
        value={typed ?? shortcut}
        onChange={(value) => {
          setTyped(value);
          say(null);
        }}
        problem={problem ?? (typed === null ? trouble : null)}
        help="It saves to the incident that was last on screen. Empty: no shortcut."
      />
      {typed === null || typed === shortcut ? null : (
        <Button small onPress={save}>
          Use this shortcut
        </Button>
      )}
    </div>
  );
}
