// A handover file that was made, over a wire where there is one. The passphrase goes by voice, whichever way the file goes.
import { useState } from 'react';
import type { MadeHandover } from '../../../src-shared/bridge.ts';
import { formatUtcAndLocal } from '../../../src-shared/text/clock-times.ts';
import { useIncident, useZone } from '../../store/incident.ts';
import { ask, useRecord } from '../../store/record.ts';
import { Button } from '../../ui/button.tsx';
import { useSubmit } from '../../ui/dialog.tsx';

/** `onSent`: it has left by one of these ways. */
export function ByWire({ made, onSent }: { made: MadeHandover; onSent: () => void }) {
  const folder = useRecord((record) => record.host?.sharedFolder ?? null);
  const incident = useRecord((record) => record.openId) ?? '';
  const channel = useIncident(({ remote }) => remote.refs['slack/channel']?.name ?? null);
  const zone = useZone();
  const [done, say] = useState<string | null>(null);
  const laying = useSubmit(async () => {
    const answer = await ask('handover-to-folder', { file: made.file });
    if (!answer.ok) return answer.refusal.message;
    say(`It lies in the shared folder as ${answer.answer.name}. Say the passphrase by voice.`);
    onSent();
    return null;
  });
  const sending = useSubmit(async () => {
    const answer = await ask('handover-send', { incident, file: made.file });
    if (!answer.ok) return answer.refusal.message;
    if (answer.answer.doubtful !== null) return `It is not known whether it arrived. ${answer.answer.doubtful}`;
    say(`It is in ${answer.answer.where}. Say the passphrase by voice, never in Slack.`);
    onSent();
    return null;
  });
  if (folder === null && channel === null) return null;
  const problem = sending.problem ?? laying.problem;
  return (
    <section className="handover-file-wire" aria-label="Over a wire">
      <h3>Or over a wire</h3>
      <div className="handover-file-line">
        {channel === null ? null : <Button onPress={sending.submit}>Send to {channel}</Button>}
        {folder === null ? null : <Button onPress={laying.submit}>Save in the shared folder</Button>}
      </div>
      <p className="field-help">
        Meant to be opened by {formatUtcAndLocal(made.useBy, zone)}; later, Warroom says there that it is late. Whoever
        has both file and passphrase can open it for good.
      </p>
      {problem === null ? null : (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
      {done === null ? null : <p role="status">{done}</p>}
    </section>
  );
}
