// The badge of a severity: the word and its colour, never the colour alone.
import type { Severity } from '../../src-shared/incident/fields.ts';
import './severity.css';

export function SeverityBadge({ level, large = false }: { level: Severity; large?: boolean }) {
  return <b className={`severity sev${level}${large ? ' large' : ''}`}>SEV{level}</b>;
}
