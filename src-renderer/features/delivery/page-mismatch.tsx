// The page stands otherwise than we said: one line in its lane, and a press to where both are shown and somebody chooses.
import { openDrift, pageLane, type Page } from '../../../src-shared/incident/status-page.ts';
import { useIncident } from '../../store/incident.ts';
import { requestFocus } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';

const PAGES: readonly Page[] = ['public', 'private'];

export function PageMismatch({ lane }: { lane: string }) {
  const page = PAGES.find((one) => pageLane(one) === lane);
  const drift = useIncident((incident) => (page === undefined ? undefined : openDrift(incident, page)));
  if (drift === undefined) return null;
  return (
    <div className="lane-more">
      <span className="standing">
        <span className="amber">
          {drift.what === 'doubled'
            ? 'Our post stands there twice.'
            : 'Somebody changed it there. Posting waits for your choice.'}
        </span>
      </span>
      <div className="lane-buttons">
        <Button small tone="amber" name="Choose what stands on the page" onPress={() => requestFocus('status-page')}>
          Choose
        </Button>
      </div>
    </div>
  );
}
