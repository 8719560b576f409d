// The switch of the alarm's sound; beside it, once, the offer to be notified.
import { allowNotifications } from '../../actions/allow-notifications.ts';
import { muteAlarm } from '../../actions/mute-alarm.ts';
import { useNotifications } from '../../store/notifications.ts';
import { useRecord } from '../../store/record.ts';
import { useView } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';

export function Mute() {
  const muted = useView((view) => view.muted);
  const offers = useNotifications((state) => state.ask);
  const inBrowser = useRecord((record) => record.host?.host === 'browser');
  return (
    <>
      {offers && inBrowser ? (
        <Button tone="quiet" small name={allowNotifications.label} onPress={allowNotifications.perform}>
          Notify me
        </Button>
      ) : null}
      <Button tone="quiet" small pressed={!muted} onPress={muteAlarm.perform}>
        {muted ? 'Sound off' : 'Sound on'}
      </Button>
    </>
  );
}
