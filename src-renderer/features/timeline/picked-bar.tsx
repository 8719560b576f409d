// What can be done with the entries that are picked.
import { copyEntries } from '../../actions/copy-entries.ts';
import { unpick } from '../../store/timeline.ts';
import { Button } from '../../ui/button.tsx';

export function PickedBar({ count }: { count: number }) {
  return (
    <div className="picked-bar" role="status">
      <span>
        {count.toLocaleString('en')} {count === 1 ? 'entry' : 'entries'} picked
      </span>
      <Button small onPress={copyEntries.perform} hint="mod+c">
        Copy as Markdown
      </Button>
      <Button small tone="quiet" name="Pick nothing" hint="Esc" onPress={unpick}>
        ×
      </Button>
    </div>
  );
}
