// The folder of a shared drive where handover files are laid and noticed.
import { useState } from 'react';
import { dispatchHost } from '../../store/record.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';

export function SharedFolderSetting({ path, trouble }: { path: string; trouble: string | null }) {
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, say] = useState<string | null>(null);
  const save = (): void => {
    const sharedFolder = (typed ?? path).trim();
    void dispatchHost({ type: 'preferences.set', preferences: { sharedFolder } }).then((answer) => {
      say(answer.ok ? null : answer.refusal.message);
      if (answer.ok) setTyped(null);
    });
  };
  return (
    <div className="settings-capture">
      <TextField
        label="Shared folder for handover files"
        value={typed ?? path}
        onChange={(value) => {
          setTyped(value);
          say(null);
        }}
        mono
        placeholder="/mnt/shared/warroom"
        problem={problem ?? (typed === null ? trouble : null)}
        help="A folder on a drive that the other laptops have too. A handover file that somebody lays there is told of here; its passphrase is said by voice. Empty: none."
      />
      {typed === null || typed === path ? null : (
        <Button small onPress={save}>
          Use this folder
        </Button>
      )}
    </div>
  );
}
