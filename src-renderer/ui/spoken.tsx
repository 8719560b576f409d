// A code to be said over the bridge: large, and each word letter by letter.
import { spelled } from '../../src-shared/text/quints.ts';
import './spoken.css';

export function Spoken({ label, code }: { label: string; code: string }) {
  return (
    <div className="spoken">
      <p className="mono big" aria-label={label}>
        {code}
      </p>
      <ul>
        {code.split('-').map((word) => (
          <li key={word}>
            <b className="mono">{word}</b> {spelled(word)}
          </li>
        ))}
      </ul>
    </div>
  );
}
