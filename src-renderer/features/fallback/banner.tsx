// Slack is down: since when, why, what it says of itself, and the way to say it otherwise. It comes and goes by itself.
import { sayWithoutSlack } from '../../actions/say-without-slack.ts';
import { useNow } from '../../store/clock.ts';
import { useZone } from '../../store/incident.ts';
import { Button } from '../../ui/button.tsx';
import { saysWords, sinceWords, useOutage } from './outage-words.ts';
import './fallback.css';

export function FallbackBanner() {
  const down = useOutage();
  const zone = useZone();
  const now = useNow(30_000);
  if (down === null) return null;
  const { name, outage } = down;
  return (
    <section className="banner amber fallback-banner" aria-label={`${name} is down`}>
      <div className="fallback-words" role="status">
        <b>{name} cannot be reached</b>
        <span>
          {' '}
          {sinceWords(outage, now, zone)}
          {outage.why === '' ? '' : `: ${outage.why}`}
        </span>
        <p>{saysWords(name, outage)}</p>
      </div>
      <Button
        small
        tone="amber"
        name="Say it otherwise, without Slack"
        hint="shift+f"
        onPress={sayWithoutSlack.perform}
      >
        Say it otherwise
      </Button>
    </section>
  );
}
