// Every key on one page, and the grammar of the line.
import { actions } from '../../actions/index.ts';
import { closeDialog } from '../../store/view.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { keyLabel } from '../../ui/keys.ts';
import './help.css';

/** In the order in which the registry names them first. */
const GROUPS = [...new Set(actions.map(({ group }) => group))];
const BY_NAME = actions.filter(({ keys }) => keys.length === 0);

const GRAMMAR: readonly (readonly [string, string])[] = [
  ['text', 'an observation, saved by Enter; Shift Enter begins a new line'],
  ['d text', 'a decision'],
  ['h text', 'a hypothesis'],
  ['t @name 10m text', 'a task with its person and its time'],
  ['a text', 'an action on a system'],
  ['c text', 'a communication'],
  ['-4m text', 'it happened four minutes ago'],
  ['14:32 text', 'it happened at 14:32 UTC'],
  ['! text', 'with a star'],
  ['? words', 'search'],
  ['\\ text', 'a backslash in front: plain text, whatever it looks like'],
];

export function HelpDialog() {
  return (
    <Dialog title="All keys" width="wide" dismissable toRead onClose={closeDialog}>
      <div className="help">
        {GROUPS.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {actions
                .filter((action) => action.group === group && action.keys.length > 0)
                .map((action) => (
                  <div key={action.id}>
                    <dt>
                      {action.keys.map((key) => (
                        <kbd key={key}>{keyLabel(key)}</kbd>
                      ))}
                    </dt>
                    <dd>{action.label}</dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
        {BY_NAME.length === 0 ? null : (
          <section>
            <h3>By name, in the palette</h3>
            <dl>
              {BY_NAME.map((action) => (
                <div key={action.id}>
                  <dt>
                    <kbd>{keyLabel('mod+k')}</kbd>
                  </dt>
                  <dd>{action.label}</dd>
                </div>
              ))}
            </dl>
          </section>
        )}
        <section className="help-grammar">
          <h3>The line under the timeline</h3>
          <dl>
            {GRAMMAR.map(([typed, meaning]) => (
              <div key={typed}>
                <dt className="mono">{typed}</dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
      <p className="help-note">Single keys work when the cursor is in no text field; Escape leaves one.</p>
    </Dialog>
  );
}
