// One person of the phone book, typed in or changed.
import { useState } from 'react';
import type { PhoneBookPerson } from '../../../src-shared/phone-book.ts';
import { dispatchHost } from '../../store/record.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';

const FIELDS = [
  ['name', 'Name'],
  ['position', 'Position'],
  ['team', 'Team'],
  ['phone', 'Phone'],
  ['email', 'Mail'],
  ['slack', 'Slack'],
] as const;
type Typed = Record<(typeof FIELDS)[number][0], string>;

export function PersonForm({ before, onDone }: { before: PhoneBookPerson | null; onDone: () => void }) {
  const [typed, setTyped] = useState<Typed>({
    name: before?.name ?? '',
    position: before?.position ?? '',
    team: before?.team ?? '',
    phone: before?.phones[0]?.number ?? '',
    email: before?.email ?? '',
    slack: before?.slack ?? '',
  });
  const [problem, setProblem] = useState<string | null>(null);
  const save = async (): Promise<void> => {
    const answer = await dispatchHost({
      type: 'phone-book.put',
      person: personOf(typed, before),
      ...(before === null ? {} : { replaces: before.name }),
    });
    if (answer.ok) onDone();
    else setProblem(answer.refusal.message);
  };
  return (
    <fieldset className="book-form">
      <legend>{before === null ? 'New person' : `Change ${before.name}`}</legend>
      {FIELDS.map(([field, label], i) => (
        <TextField
          key={field}
          label={label}
          value={typed[field]}
          onChange={(value) => setTyped((now) => ({ ...now, [field]: value }))}
          autoFocus={i === 0}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            void save();
          }}
        />
      ))}
      <p role="alert">{problem ?? ''}</p>
      <div>
        <Button small onPress={onDone}>
          Cancel
        </Button>
        <Button small tone="solid" onPress={() => void save()}>
          Save person
        </Button>
      </div>
    </fieldset>
  );
}

/** The first number is the one in the box; others that were there stay. */
function personOf(typed: Typed, before: PhoneBookPerson | null): PhoneBookPerson {
  const text = (field: keyof Typed): string => typed[field].trim();
  const [first, ...others] = before?.phones ?? [];
  const phone = text('phone');
  const label = first?.number === phone ? first.label : undefined;
  return {
    name: text('name'),
    phones: [...(phone === '' ? [] : [{ number: phone, ...(label === undefined ? {} : { label }) }]), ...others],
    ...(text('position') === '' ? {} : { position: text('position') }),
    ...(text('team') === '' ? {} : { team: text('team') }),
    ...(text('email') === '' ? {} : { email: text('email') }),
    ...(text('slack') === '' ? {} : { slack: text('slack') }),
    ...(before?.pagerduty === undefined ? {} : { pagerduty: before.pagerduty }),
  };
}
