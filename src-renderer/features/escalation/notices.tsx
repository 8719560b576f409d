// Who has to be told at once: each position with what came of it, and a button to call. Others can be called for by hand.
import type { NoticeStanding } from '../../../src-shared/incident/escalation-clocks.ts';
import { nameOf } from '../../../src-shared/incident/people.ts';
import { formatElapsed } from '../../../src-shared/text/durations.ts';
import { useIncident, usePlaybook } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { openDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { tellAnswer } from '../../ui/toast.tsx';
import { CallState } from './call-state.tsx';

export function NoticeRows({ notices, now, over }: { notices: readonly NoticeStanding[]; now: number; over: boolean }) {
  return notices.map(({ rule, dueAt, doneAt, told }) => (
    <section key={rule.id} className="escalation-chain" aria-label={rule.label}>
      <header>
        <b>Tell at once</b>
        <span>{rule.label}</span>
        {doneAt !== null ? (
          <em className="pill ok">done</em>
        ) : over ? null : dueAt <= now ? (
          <em className="pill red">{formatElapsed(now - dueAt)} over</em>
        ) : (
          <em className="pill amber">{formatElapsed(dueAt - now)} left</em>
        )}
      </header>
      <ul>
        {told.map(({ position, call, reachedAt }) => (
          <li key={position}>
            <span className="escalation-when" />
            <Who position={position} person={call?.person ?? null} />
            <span className="escalation-state">
              <CallState call={call} />
            </span>
            {reachedAt !== null || over ? (
              <span />
            ) : (
              <Button
                small
                name={`Call ${position}`}
                onPress={() => openDialog({ name: 'call', to: { notice: rule.id, position } })}
              >
                Call
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  ));
}

function Who({ position, person }: { position: string; person: string | null }) {
  const name = useIncident((incident) => (person === null ? null : nameOf(incident, person)));
  return (
    <span className="escalation-who">
      <b>{name ?? position}</b>
      {name === null ? null : <small>{position}</small>}
    </span>
  );
}

/** Rules that nothing on the record calls for yet: data turns out to be exposed in the middle of the night. */
export function MoreNotices({ notices, over }: { notices: readonly NoticeStanding[]; over: boolean }) {
  const rules = usePlaybook()?.escalation.atOnce ?? [];
  const raised = useIncident((incident) => incident.compliance.raised);
  const others = rules.filter(
    (rule) =>
      rule.severities === undefined &&
      !notices.some((notice) => notice.rule.id === rule.id) &&
      !raised.some(({ flag }) => flag === rule.flag),
  );
  if (others.length === 0 || over) return null;
  return (
    <div className="escalation-more">
      {others.map((rule) => (
        <Button
          key={rule.id}
          small
          tone="quiet"
          onPress={() =>
            void dispatch({ type: 'escalation.raise-notice', notice: rule.id }).then((answer) => tellAnswer(answer))
          }
        >
          {`Ask for: ${rule.label}`}
        </Button>
      ))}
    </div>
  );
}
