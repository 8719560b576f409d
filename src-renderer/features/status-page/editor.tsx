// The draft of a post: text, components, notify, and a word when it says more than is known.
import { stepName, type Page } from '../../../src-shared/incident/status-page.ts';
import type { Playbook } from '../../../src-shared/playbook/schema.ts';
import { useIncident } from '../../store/incident.ts';
import { Button } from '../../ui/button.tsx';
import { CheckBox, TextField } from '../../ui/field.tsx';
import { LeavingNote } from '../../ui/leaving-note.tsx';
import { speculation } from '../../../src-shared/documents/speculation.ts';
import type { PageComponent } from '../../../src-shared/page-components.ts';
import { ComponentList } from './component-list.tsx';
import { ReportPromise } from './report-promise.tsx';
import type { PageDraft } from './use-draft.ts';

interface EditorProps {
  page: Page;
  /** who approves it first, by the playbook; null: nobody */
  approval: Playbook['statusPage']['approval'];
  draft: PageDraft | null;
  /** the step lies before the one the page stands at */
  back: boolean;
  reasonMissing: boolean;
  /** the components of the page itself; null: no page is connected, or it cannot be read */
  onPage: readonly PageComponent[] | null;
  /** the name of the incident that this post will open on the page; null: it opens none */
  opens: string | null;
  onChange: (draft: PageDraft) => void;
  onPublish: (draft: PageDraft) => void;
}

export function Editor({
  page,
  approval,
  draft,
  back,
  reasonMissing,
  onPage,
  opens,
  onChange,
  onPublish,
}: EditorProps) {
  const warning = useIncident((incident) => (draft === null ? null : speculation(incident, draft.text)));
  const asks = draft !== null && approval !== null && (!approval.optional || draft.ask === true);
  const press = asks ? 'Ask for approval' : 'Publish';
  return (
    <div className={`page-draft${draft === null ? ' empty' : ''}`}>
      <textarea
        className="page-text"
        aria-label={page === 'public' ? 'Public message' : 'Private message'}
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
      {draft === null ? null : <LeavingNote text={draft.text} strict />}
      {draft === null || opens === null ? null : (
        <p className="page-opens">
          Opens an incident on the page, called <b>{opens}</b>
        </p>
      )}
      {draft === null ? null : (
        <ComponentList
          named={draft.components}
          onPage={onPage}
          onChange={(components) => onChange({ ...draft, touched: true, components })}
        />
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
      {draft === null ? null : <ReportPromise draft={draft} onChange={onChange} />}
      {draft === null || approval === null ? null : (
        <ApprovalStep approval={approval} draft={draft} onChange={onChange} />
      )}
      <div className="page-bar">
        <CheckBox
          checked={draft?.notify ?? false}
          onChange={(notify) => draft !== null && onChange({ ...draft, notify, touched: true })}
        >
          Notify subscribers
        </CheckBox>
        <Button tone="solid" disabled={draft === null} onPress={() => draft !== null && onPublish(draft)}>
          {press}
        </Button>
      </div>
      <span id="page-armed" className="off-screen">
        {draft === null
          ? 'Press a step to fill in the text.'
          : draft.touched
            ? `${press} ${asks ? 'sends' : 'posts'} this as ${stepName(draft.step)}.`
            : `Press ${stepName(draft.step)} again, or ${press}, to ${asks ? 'send' : 'post'} it.`}
      </span>
    </div>
  );
}

/** Where a team wants somebody's yes first: said, or to be chosen post by post where the playbook leaves it open (S2). */
function ApprovalStep({
  approval,
  draft,
  onChange,
}: {
  approval: NonNullable<EditorProps['approval']>;
  draft: PageDraft;
  onChange: (draft: PageDraft) => void;
}) {
  const { ask, ...rest } = draft;
  return (
    <p className="page-report">
      {approval.optional ? (
        // Not "touched": the text is still the one that was filled in.
        <CheckBox checked={ask === true} onChange={(wanted) => onChange(wanted ? { ...rest, ask: true } : rest)}>
          Ask {approval.by} first
        </CheckBox>
      ) : (
        `${approval.by} approves it before it goes out.`
      )}
    </p>
  );
}
