// What stands on the page now. With no vendor connected the text is there to copy, and the record says it was made by hand.
import { stepName } from '../../../src-shared/incident/status-page.ts';
import { formatClock } from '../../../src-shared/text/clock-times.ts';
import { copyText } from '../../store/clipboard.ts';
import { useIncident } from '../../store/incident.ts';
import { Button } from '../../ui/button.tsx';
import { tell } from '../../ui/toast.tsx';

export function LastPost() {
  const last = useIncident((incident) => incident.statusPage.publications.findLast((one) => one.state === 'published'));
  if (last === undefined) return null;
  const components = last.components.map((one) => `${one.name}: ${one.state.replaceAll('-', ' ')}`).join(', ');
  return (
    <div className="page-last">
      <p>
        <b>
          {stepName(last.step)} {formatClock(last.publishedAt ?? last.submittedAt, 'UTC', 'to-the-minute')}
        </b>{' '}
        <span>{last.notify ? 'with' : 'without'} notice to subscribers · nothing is connected: post it by hand</span>
      </p>
      <Button
        small
        name="Copy the public message"
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
