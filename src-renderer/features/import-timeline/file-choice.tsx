// A file of the person's own, read as text where it lies: nothing of it goes to the host before its entries are confirmed.
import { useId } from 'react';
import { MAX_SOURCE } from '../../../src-shared/text/timeline-source.ts';

export function FileChoice({
  label,
  onText,
  onProblem,
}: {
  label: string;
  onText: (text: string) => void;
  /** null: the last one was read */
  onProblem: (problem: string | null) => void;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="input"
        type="file"
        accept=".json,.txt,.md,.csv,application/json,text/plain"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file === undefined) return;
          if (file.size > MAX_SOURCE) {
            const megabytes = Math.ceil(file.size / 1_000_000);
            onProblem(
              `${file.name} is too large: ${megabytes} MB, and ${MAX_SOURCE / 1_000_000} fit. Import it day by day.`,
            );
            return;
          }
          file.text().then(
            (text) => {
              onProblem(null);
              onText(text);
            },
            () => onProblem(`${file.name} cannot be read. Choose it again, or paste its text.`),
          );
        }}
      />
    </div>
  );
}
