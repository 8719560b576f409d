// The four severities with what they mean, and the tree of questions that can choose for one who is not sure.
import { useState } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import type { Severity } from '../../../src-shared/incident/fields.ts';
import { answer, startTree, type TreeReply, type TreeState } from '../../../src-shared/playbook/decision-tree.ts';
import type { Playbook } from '../../../src-shared/playbook/schema.ts';
import { Button } from '../../ui/button.tsx';
import { SeverityBadge } from '../../ui/severity.tsx';

export type TreePath = readonly { question: string; answer: TreeReply }[];

interface ChoiceProps {
  playbook: Playbook | null;
  value: Severity;
  onChange: (severity: Severity) => void;
  path: TreePath | null;
  onPath: (path: TreePath | null) => void;
}

const LEVELS: readonly Severity[] = [1, 2, 3, 4];

export function SeverityChoice({ playbook, value, onChange, path, onPath }: ChoiceProps) {
  const [tree, setTree] = useState<TreeState | null>(null);
  const reply = (said: TreeReply): void => {
    if (tree === null) return;
    const next = answer(tree, said);
    setTree(next);
    if (next.severity !== null) {
      onChange(next.severity);
      onPath([...next.path, ...next.also].map(({ question, answer: given }) => ({ question, answer: given })));
    }
  };
  return (
    <div className="field">
      <RadioGroup
        className="severity-choice"
        aria-label="Severity"
        value={String(value)}
        onChange={(chosen) => {
          const level = LEVELS.find((one) => String(one) === chosen);
          if (level === undefined) return;
          onChange(level);
          onPath(null);
          setTree(null);
        }}
      >
        <span className="severity-head">
          <span className="label" aria-hidden="true">
            Severity
          </span>
          {playbook === null || tree !== null ? null : (
            <AskButton tree={playbook.decisionTree} onPress={() => setTree(startTree(playbook, value))} />
          )}
        </span>
        <div className="severity-cards">
          {LEVELS.map((level) => {
            const meaning = playbook?.severities[level];
            return (
              <Radio
                key={level}
                value={String(level)}
                className="severity-card"
                aria-label={`SEV${level}`}
                aria-describedby={`sev${level}-means`}
              >
                <span className="severity-card-head">
                  <SeverityBadge level={level} />
                  <b>{meaning?.label ?? ''}</b>
                </span>
                <span id={`sev${level}-means`} className="severity-means">
                  {meaning?.means ?? ''}
                  {meaning === undefined ? null : <em>e.g. {lower(meaning.examples[0] ?? '')}</em>}
                </span>
              </Radio>
            );
          })}
        </div>
      </RadioGroup>
      {tree === null ? null : <Tree state={tree} onReply={reply} onEnd={() => setTree(null)} />}
      {path === null ? null : (
        <small className="field-help">
          Chosen by {path.length} {path.length === 1 ? 'answer' : 'answers'}; they are kept as the reason. Picking
          another one by hand forgets them.
        </small>
      )}
    </div>
  );
}

/** Some playbooks find the severity by questions, some only ask for the record, some ask nothing. */
function AskButton({ tree, onPress }: { tree: TreeState['tree']; onPress: () => void }) {
  if (tree.questions.length === 0 && tree.alsoAsk.length === 0) return null;
  return (
    <Button small tone="quiet" onPress={onPress}>
      {tree.questions.length > 0 ? 'Not sure? Answer questions' : 'Questions for the record'}
    </Button>
  );
}

function Tree({ state, onReply, onEnd }: { state: TreeState; onReply: (said: TreeReply) => void; onEnd: () => void }) {
  return (
    <div className="tree" role="group" aria-label="Severity questions">
      <p aria-live="polite">
        {state.severity === null ? null : (
          <b>
            SEV{state.severity}
            {state.ask === null ? '. ' : ', and for the record: '}
          </b>
        )}
        {state.ask?.ask ?? 'That is all.'}
      </p>
      <div className="tree-buttons">
        {state.ask === null ? null : (
          <>
            <Button small onPress={() => onReply('yes')}>
              Yes
            </Button>
            <Button small onPress={() => onReply('no')}>
              No
            </Button>
            <Button small onPress={() => onReply('unsure')}>
              In doubt
            </Button>
          </>
        )}
        <Button small tone="quiet" onPress={onEnd}>
          {state.severity === null ? 'Pick by hand' : 'Done'}
        </Button>
      </div>
    </div>
  );
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
