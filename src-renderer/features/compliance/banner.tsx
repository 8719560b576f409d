// What the raised flags ask of everybody, for as long as they are up; and the way to the flags themselves (DOMAIN.md 11).
import { isNeedToKnow, isRoomOpen } from '../../../src-shared/incident/compliance.ts';
import { flagsOf } from '../../../src-shared/incident/flags.ts';
import { openCompliance } from '../../actions/open-compliance.ts';
import { useIncident } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { Button } from '../../ui/button.tsx';
import { tellAnswer } from '../../ui/toast.tsx';
import './compliance.css';

export function ComplianceBanner() {
  const incident = useIncident((whole) => whole);
  const { raised, hold } = incident.compliance;
  if (raised.length === 0 && hold === null) return null;
  return (
    <section className="banner compliance-banner" aria-label="Compliance">
      <div className="compliance-words" role="status">
        {raised.map(({ flag, label, kind }) => (
          <p key={flag}>
            <b>
              {label}
              {kind === undefined ? '' : ` (${kind.label})`}.
            </b>{' '}
            {flagsOf(incident).find(({ id }) => id === flag)?.banner}
          </p>
        ))}
        {isRoomOpen(incident) ? (
          <p>
            <b>The Slack channel is public.</b> Nothing more is said in it until it is private: change it in Slack,
            under the channel’s settings.
          </p>
        ) : null}
      </div>
      {isNeedToKnow(incident) ? <span className="pill red">Need-to-know</span> : null}
      {hold === null ? null : <span className="pill amber">Legal hold</span>}
      {isRoomOpen(incident) ? (
        <Button
          small
          onPress={() => void dispatch({ type: 'compliance.close-room' }).then((answer) => tellAnswer(answer))}
        >
          It is private now
        </Button>
      ) : null}
      <Button small name="Compliance flags" onPress={openCompliance.perform}>
        Flags…
      </Button>
    </section>
  );
}
