// Settings: who you are, how it looks and sounds, whom it is told to, where the record lies and how it comes back.
import type { HostState } from '../../../src-shared/bridge.ts';
import { dispatchHost, useRecord } from '../../store/record.ts';
import { closeDialog, openDialog, useView } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { CheckBox, Choice } from '../../ui/field.tsx';
import { tellAnswer } from '../../ui/toast.tsx';
import { Backups } from './backups.tsx';
import { Diagnostics } from './diagnostics.tsx';
import { NameSetting } from './name-setting.tsx';
import { setPreferences } from './preferences.ts';
import { TypedPreference } from './typed-preference.tsx';
import { Retention } from './retention.tsx';
import { Vendors } from './vendors.tsx';
import { ZoneSetting } from './zone-setting.tsx';
import './settings.css';

export function SettingsDialog() {
  const host = useRecord((record) => record.host);
  const vendor = useView((view) => (view.dialog?.name === 'settings' ? view.dialog.vendor : undefined));
  return (
    <Dialog title="Settings" width="wide" onClose={closeDialog}>
      {host === null ? (
        <p>Not connected to the record. Settings come back with the connection.</p>
      ) : (
        <Sections host={host} vendor={vendor} />
      )}
    </Dialog>
  );
}

function Sections({ host, vendor }: { host: HostState; vendor: string | undefined }) {
  const { preferences } = host;
  return (
    <div className="settings">
      <section>
        <h3>You</h3>
        <NameSetting name={host.identity.person.name} />
      </section>
      <section>
        <h3>Look and sound</h3>
        <Choice
          label="Theme"
          value={preferences.theme}
          options={[
            { value: 'dark', label: 'Dark' },
            { value: 'light', label: 'Light' },
            { value: 'system', label: 'As the system' },
          ]}
          onChange={(theme) => setPreferences({ theme })}
        />
        <ZoneSetting zone={preferences.zone} />
        <CheckBox checked={preferences.sound} onChange={(sound) => setPreferences({ sound })}>
          Sound when an update is overdue
        </CheckBox>
        <CheckBox checked={preferences.keepAwake} onChange={(keepAwake) => setPreferences({ keepAwake })}>
          Keep the laptop awake while an incident is open
        </CheckBox>
        {host.capture === undefined ? null : (
          <TypedPreference
            name="captureShortcut"
            kept={preferences.captureShortcut}
            trouble={host.capture.trouble}
            label="Shortcut for a line over any program"
            help="It saves to the incident that was last on screen. Empty: no shortcut."
            use="Use this shortcut"
          />
        )}
        {host.host === 'electron' ? (
          <CheckBox checked={preferences.stayInTray} onChange={(stayInTray) => setPreferences({ stayInTray })}>
            Stay in the tray when the window is closed
          </CheckBox>
        ) : null}
      </section>
      <Vendors host={host} wanted={vendor} />
      <section>
        <h3>The record</h3>
        <p className="settings-line">
          <span className="mono settings-path">{host.dataDir}</span>
          {host.host === 'electron' ? (
            <Button
              small
              onPress={() => void dispatchHost({ type: 'data-folder.show' }).then((answer) => tellAnswer(answer))}
            >
              Show the folder
            </Button>
          ) : null}
        </p>
        <p className="settings-note">
          {host.journal.freeBytes === null ? '' : `${gigabytes(host.journal.freeBytes)} free. `}
          Warroom does not encrypt its files: use your disk's encryption.
        </p>
        <TypedPreference
          name="sharedFolder"
          kept={preferences.sharedFolder}
          trouble={host.sharedFolder?.trouble ?? null}
          label="Shared folder for handover files"
          help="A folder on a drive that the other laptops have too. A handover file that somebody lays there is told of here; its passphrase is said by voice. Empty: none."
          use="Use this folder"
          mono
          placeholder="/mnt/shared/warroom"
        />
        <Retention days={preferences.retentionDays} />
      </section>
      <section>
        <h3>Backups</h3>
        <Backups backups={host.backups} zone={preferences.zone} />
      </section>
      <section>
        <h3>Playbook</h3>
        <p>
          {host.playbook.name} <span className="settings-note">({host.playbook.source})</span>
        </p>
        <Button small onPress={() => openDialog({ name: 'playbooks' })}>
          Open playbooks
        </Button>
        {host.playbook.problems.map((problem) => (
          <p key={problem} className="settings-problem">
            {problem}
          </p>
        ))}
      </section>
      <section>
        <h3>Warroom {host.version}</h3>
        <p className="settings-note">{host.updates}</p>
        <Diagnostics />
      </section>
    </div>
  );
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
