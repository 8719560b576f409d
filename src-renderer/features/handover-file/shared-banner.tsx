// Handover files that somebody laid in the shared folder, quietly: one line each, opened or put aside by one press.
import type { SharedFile } from '../../../src-shared/bridge.ts';
import { formatDay, formatUtcAndLocal } from '../../../src-shared/text/clock-times.ts';
import { useZone } from '../../store/incident.ts';
import { dispatchHost, useRecord } from '../../store/record.ts';
import { openDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { tellAnswer } from '../../ui/toast.tsx';
import './handover-file.css';

/** More than these are told of once those are dealt with. */
const TOLD_AT_ONCE = 2;

export function SharedFolderBanner() {
  const files = useRecord((record) => record.host?.sharedFolder?.files);
  if (files === undefined || files.length === 0) return null;
  const more = files.length - TOLD_AT_ONCE;
  return (
    <section aria-label="Shared folder" className="handover-file-shared">
      {files.slice(0, TOLD_AT_ONCE).map((file, i) => (
        <Told key={file.key} file={file} more={i === TOLD_AT_ONCE - 1 ? Math.max(0, more) : 0} />
      ))}
    </section>
  );
}

function Told({ file, more }: { file: SharedFile; more: number }) {
  const zone = useZone();
  const { key, name, at } = file;
  return (
    <div className="banner" role="status">
      <span>
        A handover file lies in the shared folder: <b className="mono">{name}</b>, since {formatDay(at, 'UTC')}{' '}
        {formatUtcAndLocal(at, zone)}. Its passphrase is said by voice.
        {more === 0 ? '' : ` ${more} more ${more === 1 ? 'is' : 'are'} there.`}
      </span>
      <Button
        small
        tone="solid"
        name={`Open it: ${name}`}
        onPress={() => openDialog({ name: 'open-handover-file', shared: { key, name } })}
      >
        Open it
      </Button>
      <Button
        small
        name={`Not for here: ${name}`}
        onPress={() =>
          void dispatchHost({ type: 'handover.put-aside', key }).then((answer) =>
            tellAnswer(answer, `${name} stays in the folder and is not told of here again.`),
          )
        }
      >
        Not for here
      </Button>
    </div>
  );
}
