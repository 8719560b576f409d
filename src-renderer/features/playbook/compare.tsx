// A playbook beside another, a built-in one at first: what it says differently, and how the texts differ by lines.
import { useEffect, useState } from 'react';
import type { CheckedPlaybook, PlaybookListed } from '../../../src-shared/bridge.ts';
import { differences, lineChanges, type PlaybookDifference } from '../../../src-shared/playbook/differences.ts';
import { ask } from '../../store/record.ts';
import { Choice } from '../../ui/field.tsx';
import type { Opened } from './use-playbooks.ts';

/** Nothing in it can be pressed: it takes the focus, so that the arrow keys scroll it. */
const READ_BY_KEYS = { tabIndex: 0, role: 'group' };

type How = 'places' | 'lines';

export function Compare({ list, opened }: { list: readonly PlaybookListed[]; opened: Opened }) {
  const others = list.filter(({ ref, problems }) => ref !== opened.ref && problems.length === 0);
  const [picked, pick] = useState<string | null>(null);
  const [how, setHow] = useState<How>('places');
  const against = picked ?? others.find(({ kind }) => kind === 'built-in')?.ref ?? null;
  const other = useText(against);
  return (
    <div className="playbook-compare">
      <div className="playbook-views">
        <Choice
          label="Compare with"
          small
          value={against ?? ''}
          options={others.map(({ ref, name }) => ({ value: ref, label: name }))}
          onChange={pick}
        />
        <Choice<How>
          label="By"
          small
          value={how}
          options={[
            { value: 'places', label: 'what it says' },
            { value: 'lines', label: 'lines of text' },
          ]}
          onChange={setHow}
        />
      </div>
      {other === null ? null : how === 'lines' ? (
        <Lines before={other.text} after={opened.text} />
      ) : other.checked.playbook === null || (opened.checked?.playbook ?? null) === null ? (
        <p>This text has problems. Mend them first, or compare by lines.</p>
      ) : (
        <Differences found={betweenTwo(other.checked, opened.checked)} />
      )}
    </div>
  );
}

function betweenTwo(before: CheckedPlaybook, after: CheckedPlaybook | null): PlaybookDifference[] {
  const [a, b] = [before.playbook, after?.playbook ?? null];
  return a === null || b === null ? [] : differences(a, b);
}

export function Differences({ found }: { found: readonly PlaybookDifference[] }) {
  if (found.length === 0) return <p>They say the same.</p>;
  return (
    <div className="playbook-differences scroll" {...READ_BY_KEYS} aria-label="Differences">
      <table>
        <thead>
          <tr>
            <th scope="col">Where</th>
            <th scope="col">There</th>
            <th scope="col">Here</th>
          </tr>
        </thead>
        <tbody>
          {found.map(({ path, before, after }) => (
            <tr key={path}>
              <th scope="row" className="mono">
                {path}
              </th>
              <td>{before}</td>
              <td>{after}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const SIGNS = { same: ' ', gone: '−', new: '+' } as const;
const NAMES = { same: '', gone: 'removed: ', new: 'added: ' } as const;

/** Only what changed, with a line around it. */
export function Lines({ before, after }: { before: string; after: string }) {
  const changes = lineChanges(before, after);
  const near = changes.map((_change, i) =>
    [i - 1, i, i + 1].some((at) => changes[at] !== undefined && changes[at].kind !== 'same'),
  );
  if (!near.includes(true)) return <p>The texts are the same.</p>;
  return (
    <div className="playbook-lines mono scroll" {...READ_BY_KEYS} aria-label="Lines">
      <ol aria-label="Changed lines">
        {changes.map(({ kind, text }, i) =>
          near[i] === true ? (
            <li key={i} className={kind}>
              <span aria-hidden="true">{SIGNS[kind]} </span>
              <span className="off-screen">{NAMES[kind]}</span>
              {text}
            </li>
          ) : null,
        )}
      </ol>
    </div>
  );
}

function useText(ref: string | null): { text: string; checked: CheckedPlaybook } | null {
  const [found, set] = useState<{ ref: string; text: string; checked: CheckedPlaybook } | null>(null);
  useEffect(() => {
    let wanted = true;
    if (ref !== null)
      void ask('playbook-text', { ref }).then((answer) => {
        if (wanted && answer.ok) set({ ref, ...answer.answer });
      });
    return () => {
      wanted = false;
    };
  }, [ref]);
  return found?.ref === ref ? found : null;
}
