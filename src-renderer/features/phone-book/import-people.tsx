// Contacts from a CSV or vCard: what was understood of each, what is doubtful and what is left out. Nothing is added before
// the button is pressed.
import { useDeferredValue, useId, useMemo, useState } from 'react';
import { readPeople, type FoundPeople } from '../../../src-shared/text/phone-book/read.ts';
import { usePhoneBook } from '../../store/phone-book.ts';
import { dispatchHost } from '../../store/record.ts';
import { openDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog, useSubmit } from '../../ui/dialog.tsx';
import { Choice, TextField } from '../../ui/field.tsx';
import { tell } from '../../ui/toast.tsx';
import { readContacts } from './read-contacts.ts';
import './phone-book.css';

/** The preview is to be read; all are added. */
const SHOWN = 200;

export function ImportPeople() {
  const id = useId();
  const kept = usePhoneBook().people.length;
  const [text, setText] = useState('');
  const [how, setHow] = useState<'replace' | 'add'>('replace');
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const deferred = useDeferredValue(text);
  const found = useMemo(() => readPeople(deferred), [deferred]);
  const wanted = found.people.filter((one) => !left.has(one.line));
  const back = (): void => openDialog({ name: 'phone-book' });
  const { problem, submit } = useSubmit(async () => {
    if (wanted.length === 0) return found.problem ?? 'Nobody is ticked.';
    const answer = await dispatchHost({ type: 'phone-book.import', how, people: wanted.map((one) => one.person) });
    if (!answer.ok) return answer.refusal.message;
    tell(`${wanted.length.toLocaleString('en')} people are in the phone book.`, 'ok');
    back();
    return null;
  });
  const take = (given: string): void => {
    setText(given);
    setLeft(new Set());
  };
  return (
    <Dialog
      title="Import contacts"
      width="wide"
      onClose={back}
      onSubmit={submit}
      problem={problem}
      lead="A CSV or vCard, as Google, Outlook, a phone or your own table gives it. Nothing is added until you press the button."
      actions={
        <>
          <span className="leading import-count" role="status">
            {text.trim() === '' ? '' : countsOf(found)}
          </span>
          <Button onPress={back}>Cancel</Button>
          <Button tone="solid" type="submit" disabled={wanted.length === 0}>
            Add {wanted.length.toLocaleString('en')} {wanted.length === 1 ? 'person' : 'people'}
          </Button>
        </>
      }
    >
      <div className="field">
        <label htmlFor={`${id}-file`}>File</label>
        <input
          id={`${id}-file`}
          className="input"
          type="file"
          accept=".csv,.tsv,.txt,.vcf,.vcard,text/csv,text/vcard"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (file !== undefined) void readContacts(file).then(take);
          }}
        />
      </div>
      <TextField
        label="Paste contacts"
        value={text}
        onChange={take}
        rows={found.people.length === 0 ? 8 : 3}
        autoFocus
        mono
      />
      {kept === 0 ? null : (
        <Choice
          label="What becomes of those who are in it now"
          value={how}
          options={[
            { value: 'replace', label: `Replace all ${kept.toLocaleString('en')}` },
            { value: 'add', label: 'Keep them; the same names are taken from here' },
          ]}
          onChange={setHow}
        />
      )}
      {text.trim() === '' ? null : <Understood found={found} left={left} onLeft={setLeft} />}
    </Dialog>
  );
}

function Understood({
  found,
  left,
  onLeft,
}: {
  found: FoundPeople;
  left: ReadonlySet<number>;
  onLeft: (left: ReadonlySet<number>) => void;
}) {
  const unused = found.columns.filter((column) => column.means === null && column.header !== '');
  const used = found.columns.filter((column) => column.means !== null);
  return (
    <>
      {found.problem === null ? null : <p className="book-warning">{found.problem}</p>}
      {found.warnings.map((warning) => (
        <p key={warning} className="book-warning">
          {warning}
        </p>
      ))}
      {used.length === 0 ? null : (
        <p className="book-columns">
          Read:{' '}
          {used.map(({ header, means }) => (header === means ? header : `${header} as ${means ?? ''}`)).join(', ')}.
          {unused.length === 0 ? '' : ` Left out: ${unused.map(({ header }) => header).join(', ')}.`}
        </p>
      )}
      {found.people.length === 0 ? null : (
        <div className="book-preview scroll">
          <table className="book" aria-label="Preview">
            <thead>
              <tr>
                <th scope="col">Add</th>
                <th scope="col">Name</th>
                <th scope="col">Position</th>
                <th scope="col">Phone</th>
                <th scope="col">Mail, Slack</th>
              </tr>
            </thead>
            <tbody>
              {found.people.slice(0, SHOWN).map(({ line, person, notes }) => (
                <tr key={line} className={left.has(line) ? 'left-out' : ''}>
                  <td>
                    <input
                      type="checkbox"
                      aria-label={`Add ${person.name}`}
                      checked={!left.has(line)}
                      onChange={(event) => onLeft(withLine(left, line, !event.target.checked))}
                    />
                  </td>
                  <th scope="row">
                    {person.name}
                    {notes.map((note) => (
                      <small key={note} className="book-note">
                        {note}
                      </small>
                    ))}
                  </th>
                  <td>
                    {person.position ?? ''}
                    {person.team === undefined ? null : <small>{person.team}</small>}
                  </td>
                  <td>
                    {person.phones.map(({ number, label }) => (
                      <span key={number} className="book-number">
                        {number} {label === undefined ? null : <small>{label}</small>}
                      </span>
                    ))}
                  </td>
                  <td>
                    {person.email ?? ''}
                    {person.slack === undefined ? null : <small>{person.slack}</small>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {found.people.length > SHOWN ? (
        <p className="book-columns">The first {SHOWN} are shown; all that are ticked are added.</p>
      ) : null}
      {found.skipped.length === 0 ? null : (
        <details className="book-columns">
          <summary>
            {found.skipped.length === 1 ? 'One entry is' : `${found.skipped.length} entries are`} left out
          </summary>
          <ul>
            {found.skipped.slice(0, 50).map((one) => (
              <li key={one.line}>
                Line {one.line}: {one.reason}
                {one.raw === '' ? '' : `: ${one.raw}`}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function withLine(left: ReadonlySet<number>, line: number, out: boolean): ReadonlySet<number> {
  const changed = new Set(left);
  if (out) changed.add(line);
  else changed.delete(line);
  return changed;
}

function countsOf({ format, people, skipped }: FoundPeople): string {
  const doubtful = people.filter((one) => one.notes.length > 0).length;
  return [
    `Read as ${format === 'csv' ? 'a CSV' : 'vCards'}: ${people.length.toLocaleString('en')} ${people.length === 1 ? 'person' : 'people'}`,
    ...(doubtful === 0 ? [] : [`${doubtful} to look at`]),
    ...(skipped.length === 0 ? [] : [`${skipped.length} left out`]),
  ].join(', ');
}
