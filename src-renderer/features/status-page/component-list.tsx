// The components a post names, with the state each gets; where the page is connected, beside it how it stands there now.
import type { ComponentState } from '../../../src-shared/incident/status-page.ts';
import { clearName, componentsNamed, type PageComponent } from '../../../src-shared/page-components.ts';
import { componentStates } from '../../../src-shared/playbook/schema.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/field.tsx';
import type { PageDraft } from './use-draft.ts';

type Named = PageDraft['components'];

interface ListProps {
  named: Named;
  /** null: no page is connected, or it cannot be read */
  onPage: readonly PageComponent[] | null;
  onChange: (named: Named) => void;
}

const STATES = componentStates.map((state) => ({ value: state, label: words(state) }));

export function ComponentList({ named, onPage, onChange }: ListProps) {
  if (named.length === 0 && onPage === null) return null;
  return (
    <div className="page-components">
      {named.map((component) => (
        <div key={component.name} className="page-component">
          <span title={component.name}>
            {component.name}
            {onPage === null ? null : <Standing name={component.name} onPage={onPage} />}
          </span>
          <Choice<ComponentState>
            label={`State of ${component.name}`}
            hideLabel
            small
            value={component.state}
            options={STATES}
            onChange={(state) =>
              onChange(named.map((one) => (one.name === component.name ? { name: one.name, state } : one)))
            }
          />
          {onPage === null ? null : (
            <Button
              small
              tone="quiet"
              name={`Leave out ${component.name}`}
              onPress={() => onChange(named.filter((one) => one.name !== component.name))}
            >
              ×
            </Button>
          )}
        </div>
      ))}
      {onPage === null ? null : <Others named={named} onPage={onPage} onChange={onChange} />}
    </div>
  );
}

/** How it stands on the page before this post; a name that the page does not know is left as it is there. */
function Standing({ name, onPage }: { name: string; onPage: readonly PageComponent[] }) {
  const [found, ...others] = componentsNamed(name, onPage);
  if (found === undefined) return <small className="page-unknown">not on the page</small>;
  if (others.length > 0) return <small className="page-unknown">there more than once: name its group</small>;
  return <small>now {words(found.state).toLowerCase()}</small>;
}

/** The rest of the page's components, each with the state it has. */
function Others({ named, onPage, onChange }: ListProps & { onPage: readonly PageComponent[] }) {
  const taken = new Set(named.flatMap(({ name }) => componentsNamed(name, onPage).map(({ id }) => id)));
  const others = onPage.filter(({ id }) => !taken.has(id));
  if (others.length === 0) return null;
  return (
    <Choice
      label="Add a component"
      hideLabel
      small
      value=""
      options={[
        { value: '', label: 'Add a component of the page' },
        ...others.map((one) => ({ value: one.id, label: clearName(one, onPage) })),
      ]}
      onChange={(id) => {
        const one = others.find((other) => other.id === id);
        if (one !== undefined) onChange([...named, { name: clearName(one, onPage), state: ourState(one.state) }]);
      }}
    />
  );
}

function ourState(theirs: string): ComponentState {
  return componentStates.find((state) => state === theirs) ?? 'operational';
}

function words(state: string): string {
  const text = state.replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
