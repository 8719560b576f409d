// Which page is written to. Only where a private page takes part; else there is nothing to choose.
import { Radio, RadioGroup } from 'react-aria-components';
import type { Page } from '../../../src-shared/incident/status-page.ts';

export function PageChoice({ page, onChange }: { page: Page; onChange: (page: Page) => void }) {
  return (
    <RadioGroup
      className="page-choice"
      aria-label="Page"
      orientation="horizontal"
      value={page}
      onChange={(chosen) => onChange(chosen === 'private' ? 'private' : 'public')}
    >
      <Radio value="public" className="page-choice-one">
        Public
      </Radio>
      <Radio value="private" className="page-choice-one">
        Private
      </Radio>
    </RadioGroup>
  );
}
