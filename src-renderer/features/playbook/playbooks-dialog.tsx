// Playbooks: choose the one for the next incident, read one, edit the team's, compare, and switch a running incident.
import { useState } from 'react';
import type { PlaybookListed } from '../../../src-shared/bridge.ts';
import { copyOf } from '../../../src-shared/playbook/copy-of.ts';
import { saveFile } from '../../store/files.ts';
import { useIncident } from '../../store/incident.ts';
import { dispatchHost, useRecord } from '../../store/record.ts';
import { closeDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { tell, tellUnsaved } from '../../ui/toast.tsx';
import { Compare } from './compare.tsx';
import { Editor } from './editor.tsx';
import { Overview } from './overview.tsx';
import { SwitchIncident } from './switch-incident.tsx';
import { useOpened, usePlaybooks, type Opened } from './use-playbooks.ts';
import './playbook.css';

type View = 'read' | 'edit' | 'compare';
const VIEWS: readonly { id: View; label: string }[] = [
  { id: 'read', label: 'Read' },
  { id: 'edit', label: 'Edit' },
  { id: 'compare', label: 'Compare' },
];

export function PlaybooksDialog() {
  const chosen = useRecord((record) => record.host?.playbook ?? null);
  const { list, reload } = usePlaybooks();
  const { opened, open, begin, type, discard, saved } = useOpened(chosen?.ref ?? 'built-in:standard');
  const [view, setView] = useState<View>('read');
  const running = useIncident((incident) => incident.declaration !== null && incident.lifecycle.status !== 'closed');
  const listed = list.find(({ ref }) => ref === opened?.ref);
  const typed = opened !== null && opened.text !== opened.saved;
  const changed = opened !== null && (opened.ref === null ? opened.text.trim() !== '' : typed);

  const { problem, submit } = useSubmit(async () => {
    if (opened === null) return null;
    if (!changed) return 'Nothing has changed since it was saved.';
    const ref = opened.ref?.startsWith('team:') === true ? opened.ref : null;
    const answer = await dispatchHost({
      type: 'playbook.save',
      ref,
      text: opened.text,
      was: ref === null ? null : opened.hash,
    });
    if (!answer.ok) return answer.refusal.message;
    const at = ref ?? `team:${opened.checked?.playbook?.id ?? ''}.yaml`;
    await saved(at);
    await reload();
    tell('The playbook is saved.', 'ok');
    return null;
  });
  const show = (ref: string): void => {
    open(ref);
    if (view === 'edit' && !ref.startsWith('team:')) setView('read');
  };
  const edit = (from: string | null, text: string): void => {
    begin(from, text);
    setView('edit');
  };
  const copy = (): void => {
    if (opened !== null) edit(opened.ref, copyOf(opened.text));
  };

  return (
    <Dialog
      title="Playbooks"
      width="full"
      onClose={closeDialog}
      onSubmit={submit}
      problem={problem}
      actions={
        <>
          <Button onPress={closeDialog}>Close</Button>
          <Button tone="solid" type="submit">
            Save playbook
          </Button>
        </>
      }
    >
      <div className="playbooks">
        <nav className="playbooks-list" aria-label="Playbooks">
          {chosen?.forced === true ? (
            <p className="playbook-note">WARROOM_PLAYBOOK names the playbook of the next incident.</p>
          ) : null}
          {(chosen?.problems ?? []).map((text) => (
            <p key={text} className="playbook-problem">
              {text}
            </p>
          ))}
          {list.map((one) => (
            <Listed key={one.ref} one={one} shown={one.ref === opened?.ref} onPress={() => show(one.ref)} />
          ))}
          {opened !== null && opened.ref === null ? <p className="playbook-note">New, not saved yet</p> : null}
          <Button small onPress={() => edit(null, '')}>
            Import playbook
          </Button>
        </nav>
        <div className="playbook-main">
          {opened === null ? (
            <p aria-live="polite">Reading the playbook.</p>
          ) : (
            <>
              <Head
                opened={opened}
                listed={listed}
                onCopy={copy}
                onChange={reload}
                onGone={() => show('built-in:standard')}
              />
              {running ? <SwitchIncident key={opened.ref} opened={opened} changed={changed} /> : null}
              <div className="playbook-views" role="group" aria-label="View">
                {VIEWS.map(({ id, label }) => (
                  <Button key={id} small pressed={view === id} onPress={() => setView(id)}>
                    {label}
                  </Button>
                ))}
                {typed ? (
                  <>
                    <span className="playbook-note" role="status">
                      Not saved. What you typed is kept.
                    </span>
                    <Button small tone="quiet" onPress={discard}>
                      Discard changes
                    </Button>
                  </>
                ) : null}
              </div>
              {view === 'read' ? <Overview checked={opened.checked} /> : null}
              {view === 'edit' ? <Editor opened={opened} onType={type} onCopy={copy} /> : null}
              {view === 'compare' ? <Compare list={list} opened={opened} /> : null}
            </>
          )}
        </div>
      </div>
    </Dialog>
  );
}

function Listed({ one, shown, onPress }: { one: PlaybookListed; shown: boolean; onPress: () => void }) {
  return (
    <Button small className="playbook-listed" pressed={shown} onPress={onPress}>
      <span>{one.name}</span>
      <small>
        {one.kind === 'built-in' ? 'built in' : one.kind === 'team' ? one.file : 'from WARROOM_PLAYBOOK'}
        {one.chosen ? ' · for the next incident' : ''}
        {one.problems.length > 0
          ? ` · ${one.problems.length} ${one.problems.length === 1 ? 'problem' : 'problems'}`
          : ''}
      </small>
    </Button>
  );
}

interface HeadProps {
  opened: Opened;
  listed: PlaybookListed | undefined;
  onCopy: () => void;
  onChange: () => Promise<void>;
  onGone: () => void;
}

function Head({ opened, listed, onCopy, onChange, onGone }: HeadProps) {
  const playbook = opened.checked?.playbook ?? null;
  const { problem, submit } = useSubmit(async () => {
    // A button that is switched off would lose the focus: it answers instead.
    if (opened.ref === null) return 'Save it first.';
    if (listed?.chosen === true) return 'The next incident is declared under it already.';
    const answer = await dispatchHost({ type: 'playbook.choose', ref: opened.ref });
    if (!answer.ok) return answer.refusal.message;
    await onChange();
    tell(`The next incident is declared under ${playbook?.name ?? 'it'}.`, 'ok');
    return null;
  });
  const remove = useSubmit(async () => {
    if (opened.ref === null) return null;
    const answer = await dispatchHost({ type: 'playbook.delete', ref: opened.ref });
    if (!answer.ok) return answer.refusal.message;
    onGone();
    await onChange();
    tell('The playbook is deleted. Incidents that run under it keep their own copy.', 'ok');
    return null;
  });
  return (
    <div className="playbook-head">
      <div>
        <h3>{playbook?.name ?? listed?.name ?? 'A new playbook'}</h3>
        <p className="playbook-note">{playbook?.description ?? listed?.description ?? ''}</p>
        {problem === null && remove.problem === null ? null : (
          <p className="playbook-problem" role="alert">
            {problem ?? remove.problem}
          </p>
        )}
      </div>
      <div className="playbook-deeds">
        <Button small onPress={submit}>
          {listed?.chosen === true ? 'In use for the next incident' : 'Use for the next incident'}
        </Button>
        <Button small onPress={onCopy}>
          Duplicate
        </Button>
        <Button
          small
          onPress={() =>
            void saveFile({
              name: listed?.file ?? `${playbook?.id ?? 'playbook'}.yaml`,
              text: opened.text,
              type: 'text/yaml',
            }).then(tellUnsaved)
          }
        >
          Export
        </Button>
        {opened.ref?.startsWith('team:') === true ? (
          <Button small tone="red" onPress={remove.submit}>
            Delete playbook
          </Button>
        ) : null}
      </div>
    </div>
  );
}
