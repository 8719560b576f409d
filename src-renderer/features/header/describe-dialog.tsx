// Title, impact and components, corrected; the record keeps what stood there before.
import { useState } from 'react';
import { useIncident } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { closeDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { ChipBox, withTyped } from '../../ui/chip-box.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';

export function DescribeDialog() {
  const declaration = useIncident((incident) => incident.declaration);
  const [title, setTitle] = useState(declaration?.title ?? '');
  const [impact, setImpact] = useState(declaration?.impact ?? '');
  const [components, setComponents] = useState<readonly string[]>(declaration?.components ?? []);
  const [component, setComponent] = useState('');
  const { problem, submit } = useSubmit(async () => {
    const answer = await dispatch({
      type: 'incident.describe',
      title,
      ...(impact.trim() === '' ? {} : { impact }),
      components: [...withTyped(components, component)],
    });
    if (!answer.ok) return answer.refusal.message;
    closeDialog();
    return null;
  });
  return (
    <Dialog
      title="Title, impact and components"
      onClose={closeDialog}
      onSubmit={submit}
      problem={problem}
      actions={
        <>
          <Button onPress={closeDialog}>Cancel</Button>
          <Button tone="solid" type="submit">
            Save changes
          </Button>
        </>
      }
    >
      <TextField label="Title" value={title} onChange={setTitle} autoFocus required />
      <TextField label="Impact" value={impact} onChange={setImpact} rows={3} />
      <ChipBox
        label="Components"
        values={components}
        onChange={setComponents}
        text={component}
        onText={setComponent}
        known={[]}
      />
    </Dialog>
  );
}
