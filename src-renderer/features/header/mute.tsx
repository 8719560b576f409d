// The switch of the alarm's sound.
import { muteAlarm } from '../../actions/mute-alarm.ts';
import { useView } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';

export function Mute() {
  const muted = useView((view) => view.muted);
  return (
    <Button tone="quiet" small pressed={!muted} onPress={muteAlarm.perform}>
      {muted ? 'Sound off' : 'Sound on'}
    </Button>
  );
}
