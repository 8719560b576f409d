// A post can promise the full report (DOMAIN.md 7, S1): the sentence goes into the text, and from the post on its clock runs.
import { useIncident } from '../../store/incident.ts';
import { CheckBox } from '../../ui/field.tsx';
import type { PageDraft } from './use-draft.ts';

export function ReportPromise({ draft, onChange }: { draft: PageDraft; onChange: (draft: PageDraft) => void }) {
  const hours = useIncident((incident) => incident.declaration?.playbook?.statusPage.reportHours ?? null);
  const words = useIncident((incident) => incident.declaration?.playbook?.statusPage.reportWords ?? null);
  if (hours === null) return null;
  const sentence = (words ?? '').replaceAll('{hours}', String(hours));
  const choose = (promised: boolean): void => {
    const { reportHours: _before, ...rest } = draft;
    // Not "touched": the text is still the one that was filled in, and its other promise stands.
    onChange(
      promised
        ? { ...rest, text: withSentence(draft.text, sentence), reportHours: hours }
        : { ...rest, text: withoutSentence(draft.text, sentence) },
    );
  };
  return (
    <p className="page-report">
      <CheckBox checked={draft.reportHours !== undefined} onChange={choose}>
        Promise a full report within {hours} h
      </CheckBox>
    </p>
  );
}

function withSentence(text: string, sentence: string): string {
  if (sentence === '' || text.includes(sentence)) return text;
  return text.trim() === '' ? sentence : `${text.trimEnd()}\n${sentence}`;
}

/** Only as it was put in: what somebody wrote themselves stays. */
function withoutSentence(text: string, sentence: string): string {
  return sentence === '' ? text : text.replace(`\n${sentence}`, '').replace(sentence, '').trimEnd();
}
