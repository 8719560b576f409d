// Backups: the list, one more now, and the way back.
import type { Backup } from '../../../src-shared/bridge.ts';
import { formatDay, formatUtcAndLocal } from '../../../src-shared/text/clock-times.ts';
import { dispatchHost } from '../../store/record.ts';
import { openDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { tellAnswer } from '../../ui/toast.tsx';

export function Backups({ backups, zone }: { backups: readonly Backup[]; zone: string }) {
  return (
    <>
      <ul className="backups">
        {backups.length === 0 ? <li className="settings-note">None yet.</li> : null}
        {backups
          .toSorted((a, b) => b.at - a.at)
          .slice(0, 12)
          .map((backup) => (
            <li key={backup.name}>
              <span>
                {formatDay(backup.at, 'UTC')} {formatUtcAndLocal(backup.at, zone)}
              </span>
              <span className="settings-note">{(backup.bytes / 1e6).toFixed(1)} MB</span>
              <Button
                small
                tone="quiet"
                name={`Restore ${backup.name}`}
                onPress={() => openDialog({ name: 'restore-backup', backup: backup.name })}
              >
                Restore…
              </Button>
            </li>
          ))}
      </ul>
      <Button
        small
        onPress={() => void dispatchHost({ type: 'backup.make' }).then((answer) => tellAnswer(answer, 'Backup made.'))}
      >
        Make a backup now
      </Button>
    </>
  );
}
