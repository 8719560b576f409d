// The next step of a decision, a hypothesis, a task or an action, where it asks for a word or two.
import { useState } from 'react';
import { useIncident } from '../../store/incident.ts';
import { dispatch } from '../../store/record.ts';
import { closeDialog, type Step } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { NameBox } from '../../ui/name-box.tsx';
import { steps } from './steps.ts';

export function StepDialog({ step, id }: { step: Step; id: string }) {
  const form = steps[step];
  const about = useIncident((incident) => form.about(incident, id));
  const [fields, setFields] = useState<Readonly<Record<string, string>>>({});
  const { problem, submit } = useSubmit(async () => {
    const trimmed = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value.trim()]));
    const wanted = form.wanted(id, trimmed);
    if (typeof wanted === 'string') return wanted;
    const answer = await dispatch(wanted);
    if (!answer.ok) return answer.refusal.message;
    closeDialog();
    return null;
  });
  return (
    <Dialog
      title={form.title}
      width="narrow"
      onClose={closeDialog}
      onSubmit={submit}
      problem={problem}
      lead={about}
      actions={
        <>
          <Button onPress={closeDialog}>Cancel</Button>
          <Button tone="solid" type="submit">
            {form.press}
          </Button>
        </>
      }
    >
      {form.fields.map((field, i) => {
        const common = {
          label: field.label,
          value: fields[field.name] ?? '',
          onChange: (value: string) => setFields({ ...fields, [field.name]: value }),
          autoFocus: i === 0,
          ...(field.placeholder === undefined ? {} : { placeholder: field.placeholder }),
        };
        return field.kind === 'person' ? (
          <NameBox key={field.name} {...common} />
        ) : (
          <TextField
            key={field.name}
            {...common}
            {...(field.kind === 'time' ? { mono: true, placeholder: 'As the playbook says' } : {})}
          />
        );
      })}
    </Dialog>
  );
}
