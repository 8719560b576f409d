// What stands on the page now, ready to copy. With no page connected it says that it has to be posted by hand.
import { stepName, takesPart, type Page } from '../../../src-shared/incident/status-page.ts';
import { formatClock } from '../../../src-shared/text/clock-times.ts';
import { copyText } from '../../store/clipboard.ts';
import { useIncident } from '../../store/incident.ts';
import { Button } from '../../ui/button.tsx';
import { tell } from '../../ui/toast.tsx';

export function LastPost({ page }: { page: Page }) {
  const last = useIncident((incident) =>
    incident.statusPage.publications.findLast((one) => one.page === page && one.state === 'published'),
  );
  const connected = useIncident((incident) => takesPart(incident, page));
  if (last === undefined) return null;
  const components = last.components.map((one) => `${one.name}: ${one.state.replaceAll('-', ' ')}`).join(', ');
  return (
    <div className="page-last">
      <p>
        <b>
          {stepName(last.step)} {formatClock(last.publishedAt ?? last.submittedAt, 'UTC', 'to-the-minute')}
        </b>{' '}
        <span>
          {last.notify ? 'with' : 'without'} notice to subscribers
          {connected ? '' : ' · nothing is connected: post it by hand'}
        </span>
      </p>
      <Button
        small
        name={`Copy the ${page} message`}
        onPress={() =>
          void copyText(components === '' ? last.text : `${last.text}\n\n${components}`).then((copied) =>
            tell(
              copied
                ? 'Copied. Paste it into your status page.'
                : 'The clipboard is closed to this page. Select the text by hand.',
              copied ? 'ok' : 'red',
            ),
          )
        }
      >
        Copy
      </Button>
    </div>
  );
}
