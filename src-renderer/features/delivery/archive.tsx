// The channel of a closed incident that nobody has archived: asked when it was closed, and offered until somebody says yes.
import { useIncident } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { Button } from '../../ui/button.tsx';
import { tellAnswer } from '../../ui/toast.tsx';
import { CHANNEL, channelName } from './places.ts';

export function Archive() {
  const closed = useIncident((incident) => incident.lifecycle.status === 'closed');
  const approved = useIncident((incident) => incident.remote.archiveApprovedAt !== null);
  const channel = useIncident((incident) => incident.remote.refs[CHANNEL]);
  if (!closed || approved || channel === undefined) return null;
  return (
    <div className="catch-up">
      <span>
        The channel {channel.name === undefined ? '' : `${channelName(channel.name)} `}is still open in Slack.
      </span>
      <Button
        small
        onPress={() =>
          void dispatch({ type: 'channel.archive' }).then((answer) => tellAnswer(answer, 'It is being archived.'))
        }
      >
        Archive channel
      </Button>
    </div>
  );
}
