// Said beside a text for outside, while the incident is need-to-know: what will be taken out of it (DOMAIN.md 11).
import { isNeedToKnow, leaving } from '../../src-shared/incident/compliance.ts';
import { inWords } from '../../src-shared/text/redaction.ts';
import { useIncident } from '../store/incident.ts';
import './field.css';

/** `strict`: it is not sent at all with something personal in it; the person takes it out. */
export function LeavingNote({ text, strict = false }: { text: string; strict?: boolean }) {
  const secret = useIncident(isNeedToKnow);
  const found = useIncident((incident) => inWords(leaving(incident, text).found));
  if (!secret || found === null) return null;
  return (
    <p className="leaving-note" role="status">
      {strict
        ? `Need-to-know: ${found} must not leave. Take it out, then publish.`
        : `Need-to-know: ${found} will be taken out of what leaves. The record keeps your words.`}
    </p>
  );
}
