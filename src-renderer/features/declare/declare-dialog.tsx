// Declaring: title, then Enter, is enough. Everything else is filled in or can wait.
import { useEffect, useState } from 'react';
import { firstScenario } from '../../../src-shared/drill/scenario.ts';
import type { Playbook } from '../../../src-shared/playbook/schema.ts';
import { detectorWords, detectors, type Detector } from '../../../src-shared/incident/detection.ts';
import type { Severity } from '../../../src-shared/incident/fields.ts';
import { cleaningMessage, cleanText } from '../../../src-shared/text/clean.ts';
import { hostNow } from '../../store/clock.ts';
import { draftKey, draftsOf, forgetDraft, keepDraft } from '../../store/drafts.ts';
import { newId } from '../../store/ids.ts';
import { ask, dispatchHost, dispatchTo, once, openIncident, useRecord } from '../../store/record.ts';
import { closeDialog, resetView } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { ChipBox, withTyped } from '../../ui/chip-box.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { Choice, TextField } from '../../ui/field.tsx';
import { NameBox } from '../../ui/name-box.tsx';
import { tell } from '../../ui/toast.tsx';
import { SeverityChoice, type TreePath } from './severity-choice.tsx';
import { TellsOutside } from './tells-outside.tsx';
import './declare.css';

interface Form {
  title: string;
  impact: string;
  severity: Severity;
  components: readonly string[];
  declarer: string;
  commander: string;
  detectedBy: Detector | '';
}

const DRAFT = draftKey('start', 'declare');
/** The host is out of reach, and its answer will say so. */
const NOBODY = { identity: { person: { name: '' } } };

export function DeclareDialog({ drill = false }: { drill?: boolean }) {
  const me = useRecord((record) => record.host?.identity.person.name ?? '');
  const playbook = usePlaybookForNext();
  const [form, setForm] = useState<Partial<Form>>(drill ? PLAYED : {});
  const [path, setPath] = useState<TreePath | null>(null);
  const [component, setComponent] = useState('');
  const known = useKnownComponents();
  const [fieldProblem, setFieldProblem] = useState<{ field: string; message: string } | null>(null);
  const declarer = form.declarer ?? me;
  const commander = form.commander ?? declarer;

  const change = (part: Partial<Form>): void => {
    const next = { ...form, ...part };
    setForm(next);
    setFieldProblem(null);
    if (!drill) keepDraft(DRAFT, JSON.stringify(next));
  };
  useEffect(() => {
    if (drill) return;
    void draftsOf('start').then((drafts) =>
      setForm((now) => (Object.keys(now).length === 0 ? readDraft(drafts[DRAFT]) : now)),
    );
  }, [drill]);

  const { problem, submit } = useSubmit(async () => {
    // A fast hand is here before the host has said who sits at the keyboard.
    const { identity } = await once(({ host, connection }) => host ?? (connection === 'lost' ? NOBODY : null));
    const by = form.declarer ?? identity.person.name;
    const leads = form.commander ?? by;
    // Who declares sits at the keyboard: from here on the record names them so.
    if (by.trim() !== '' && by.trim() !== identity.person.name) await dispatchHost({ type: 'identity.set', name: by });
    const incident = newId(hostNow());
    const answer = await dispatchTo(incident, {
      type: 'incident.declare',
      title: form.title ?? '',
      impact: form.impact ?? '',
      severity: form.severity ?? 1,
      ...(path === null ? {} : { severityPath: [...path] }),
      components: [...withTyped(form.components ?? [], component)],
      ...(form.detectedBy === undefined || form.detectedBy === '' ? {} : { detectedBy: form.detectedBy }),
      declarer: { name: by },
      ...(leads.trim() === '' ? {} : { commander: { name: leads } }),
      ...(drill ? { drill: { scenario: firstScenario.id } } : {}),
    });
    if (!answer.ok) {
      const { field, message } = answer.refusal;
      setFieldProblem(field === undefined ? null : { field, message });
      return SHOWN_AT_FIELD.has(field ?? '') ? null : message;
    }
    if (!drill) forgetDraft(DRAFT);
    resetView();
    openIncident(incident);
    const { notes } = cleanText(`${form.title ?? ''}\n${form.impact ?? ''}`);
    if (notes.length > 0) tell(cleaningMessage(notes));
    return null;
  });
  const problemAt = (field: string): string | null => (fieldProblem?.field === field ? fieldProblem.message : null);

  return (
    <Dialog
      title={drill ? 'Declare incident (drill)' : 'Declare incident'}
      width="wide"
      onClose={closeDialog}
      onSubmit={submit}
      problem={problem}
      lead={drill ? `DRILL, nothing leaves this machine. ${firstScenario.alert} Press Enter to declare.` : WHEN}
      actions={
        <>
          <span className="leading declare-keys">Enter declares · Ctrl/⌘ Enter from anywhere</span>
          <Button onPress={closeDialog}>Cancel</Button>
          <Button tone="red" type="submit">
            Declare
          </Button>
        </>
      }
    >
      <TextField
        label="Title"
        value={form.title ?? ''}
        onChange={(title) => change({ title })}
        autoFocus
        required
        problem={problemAt('title')}
        placeholder="What is broken, in one line: checkout fails for half of the users"
      />
      <SeverityChoice
        playbook={playbook}
        value={form.severity ?? 1}
        onChange={(severity) => change({ severity })}
        path={path}
        onPath={setPath}
      />
      <div className="field-row">
        <TextField
          label="Impact"
          value={form.impact ?? ''}
          onChange={(impact) => change({ impact })}
          rows={2}
          problem={problemAt('impact')}
          placeholder="Who notices what. May be left empty for now."
        />
        <ChipBox
          label="Components"
          values={form.components ?? []}
          onChange={(components) => change({ components })}
          text={component}
          onText={setComponent}
          known={known}
          placeholder="payments-api, checkout"
          help="Enter or a comma adds one. They stand on the status page."
        />
      </div>
      <div className="field-row">
        <NameBox
          label="Your name"
          value={declarer}
          onChange={(name) => change({ declarer: name })}
          problem={problemAt('declarer')}
        />
        <NameBox
          label="Incident commander"
          value={commander}
          onChange={(name) => change({ commander: name })}
          problem={problemAt('commander')}
        />
      </div>
      <Choice<Detector | ''>
        label="Detected by"
        value={form.detectedBy ?? ''}
        options={[
          { value: '', label: 'to be said later' },
          ...detectors.map((one) => ({ value: one, label: detectorWords[one] })),
        ]}
        onChange={(detectedBy) => change({ detectedBy })}
      />
      {drill ? null : <TellsOutside playbook={playbook} />}
    </Dialog>
  );
}

const WHEN =
  'Declare when you are not sure how to fix it, the impact is real, it will take over 30 minutes, or several systems are hit. Better one too many.';

/** The story of the drill, ready to be declared. */
const PLAYED: Partial<Form> = {
  title: firstScenario.title,
  impact: firstScenario.impact,
  components: firstScenario.components,
};

const SHOWN_AT_FIELD = new Set(['title', 'impact', 'declarer', 'commander']);

function usePlaybookForNext(): Playbook | null {
  const [playbook, setPlaybook] = useState<Playbook | null>(null);
  useEffect(() => {
    void ask('playbook', {}).then((found) => found.ok && setPlaybook(found.answer));
  }, []);
  return playbook;
}

/** Components of the incident on screen are the ones most likely hit again. */
function useKnownComponents(): readonly string[] {
  const here = useRecord((record) => record.incident?.declaration?.components);
  return here ?? NONE;
}

const NONE: readonly string[] = [];

function readDraft(text: string | undefined): Partial<Form> {
  if (text === undefined || text === '') return {};
  try {
    const kept: unknown = JSON.parse(text);
    // Written by this form; a field of the wrong kind is refused by the command's own schema.
    return typeof kept === 'object' && kept !== null ? kept : {};
  } catch {
    return {}; // cut short by a crash: begin anew
  }
}
