// The draft of a public post: text, components, notify, and a word when it says more than is known.
import type { ComponentState } from '../../../src-shared/incident/status-page.ts';
import { stepName } from '../../../src-shared/incident/status-page.ts';
import { componentStates } from '../../../src-shared/playbook/schema.ts';
import { useIncident } from '../../store/incident.ts';
import { Button } from '../../ui/button.tsx';
import { CheckBox, Choice, TextField } from '../../ui/field.tsx';
import { speculation } from '../../../src-shared/documents/speculation.ts';
import type { PageDraft } from './use-draft.ts';

interface EditorProps {
  draft: PageDraft | null;
  /** the step lies before the one the page stands at */
  back: boolean;
  reasonMissing: boolean;
  onChange: (draft: PageDraft) => void;
  onPublish: (draft: PageDraft) => void;
}

const STATES = componentStates.map((state) => ({ value: state, label: words(state) }));

export function Editor({ draft, back, reasonMissing, onChange, onPublish }: EditorProps) {
  const warning = useIncident((incident) => (draft === null ? null : speculation(incident, draft.text)));
  return (
    <div className={`page-draft${draft === null ? ' empty' : ''}`}>
      <textarea
        className="page-text"
        aria-label="Public message"
        aria-describedby="page-armed"
        rows={draft === null ? 1 : 4}
        placeholder="Press a step: it fills in the text."
        value={draft?.text ?? ''}
        readOnly={draft === null}
        onChange={(event) => draft !== null && onChange({ ...draft, text: event.target.value, touched: true })}
      />
      {warning === null ? null : (
        <p className="page-warning" role="status">
          {warning}
        </p>
      )}
      {draft === null || draft.components.length === 0 ? null : (
        <div className="page-components">
          {draft.components.map((component) => (
            <div key={component.name} className="page-component">
              <span title={component.name}>{component.name}</span>
              <Choice<ComponentState>
                label={`State of ${component.name}`}
                hideLabel
                small
                value={component.state}
                options={STATES}
                onChange={(state) =>
                  onChange({
                    ...draft,
                    touched: true,
                    components: draft.components.map((one) => (one.name === component.name ? { ...one, state } : one)),
                  })
                }
              />
            </div>
          ))}
        </div>
      )}
      {draft !== null && back ? (
        <div className="page-reason">
          <TextField
            label={`Reason for going back to ${stepName(draft.step)}`}
            value={draft.reason}
            onChange={(reason) => onChange({ ...draft, reason, touched: true })}
            problem={reasonMissing && draft.reason.trim() === '' ? 'Going back needs a reason. Write why.' : null}
            autoFocus={reasonMissing}
            required
          />
        </div>
      ) : null}
      <div className="page-bar">
        <CheckBox
          checked={draft?.notify ?? false}
          onChange={(notify) => draft !== null && onChange({ ...draft, notify, touched: true })}
        >
          Notify subscribers
        </CheckBox>
        <Button tone="solid" disabled={draft === null} onPress={() => draft !== null && onPublish(draft)}>
          Publish
        </Button>
      </div>
      <span id="page-armed" className="off-screen">
        {draft === null
          ? 'Press a step to fill in the text.'
          : draft.touched
            ? `Publish posts this as ${stepName(draft.step)}.`
            : `Press ${stepName(draft.step)} again, or Publish, to post it.`}
      </span>
    </div>
  );
}

function words(state: string): string {
  const text = state.replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
