// The phone book: who is what and how they are reached, how old it is, and the ways to bring it up to date.
import { useMemo, useState } from 'react';
import { ageOf, type PhoneBookPerson } from '../../../src-shared/phone-book.ts';
import { sameName } from '../../../src-shared/incident/people.ts';
import { formatDay } from '../../../src-shared/text/clock-times.ts';
import { peopleAsCsv } from '../../../src-shared/text/phone-book/write.ts';
import { hostNow } from '../../store/clock.ts';
import { saveFile } from '../../store/files.ts';
import { usePlaybook } from '../../store/incident.ts';
import { usePhoneBook } from '../../store/phone-book.ts';
import { dispatchHost } from '../../store/record.ts';
import { closeDialog, openDialog } from '../../store/view.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { TelLink } from '../../ui/tel-link.tsx';
import { tellAnswer, tellUnsaved } from '../../ui/toast.tsx';
import { PersonForm } from './person-form.tsx';
import './phone-book.css';

/** More rows than this nobody reads; the search box finds the rest. */
const SHOWN = 100;

export function PhoneBookDialog() {
  const book = usePhoneBook();
  const oldDays = usePlaybook()?.escalation.phoneBookOldDays ?? null;
  const [sought, setSought] = useState('');
  const [editing, setEditing] = useState<{ before: PhoneBookPerson | null } | null>(null);
  const found = useMemo(() => book.people.filter((one) => matches(one, sought)), [book, sought]);
  const age = ageOf(book.importedAt, hostNow(), oldDays);
  return (
    <Dialog
      title="Phone book"
      width="wide"
      onClose={closeDialog}
      lead={
        <>
          {book.people.length.toLocaleString('en')} {book.people.length === 1 ? 'person' : 'people'} ·{' '}
          <span className={age.old ? 'pill amber' : ''}>
            {age.words}
            {age.old ? ': old' : ''}
          </span>
          . It is kept on this laptop and works without a network.
        </>
      }
      actions={
        <>
          <span className="leading">
            <Button
              disabled={book.people.length === 0}
              onPress={() =>
                void saveFile({
                  name: `warroom-phone-book-${formatDay(hostNow(), 'UTC')}.csv`,
                  text: peopleAsCsv(book.people),
                  type: 'text/csv',
                }).then(tellUnsaved)
              }
            >
              Export
            </Button>
          </span>
          <Button onPress={() => setEditing({ before: null })}>Add a person</Button>
          <Button
            tone={book.people.length === 0 ? 'solid' : 'plain'}
            onPress={() => openDialog({ name: 'import-phone-book' })}
          >
            Import contacts
          </Button>
          <Button onPress={closeDialog}>Close</Button>
        </>
      }
    >
      {editing === null ? null : (
        <PersonForm key={editing.before?.name ?? ''} before={editing.before} onDone={() => setEditing(null)} />
      )}
      {book.people.length === 0 ? (
        <p className="book-empty">
          Nobody yet. Import a CSV or vCard of the people who are on call and above them, on a quiet day: on the night
          that the paging service is down, this is what you have.
        </p>
      ) : (
        <>
          <TextField
            label="Search"
            value={sought}
            onChange={setSought}
            autoFocus
            placeholder="Name, position or team"
          />
          <table className="book" aria-label="People">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Position</th>
                <th scope="col">Phone</th>
                <th scope="col">Mail, Slack</th>
                <th scope="col">
                  <span className="off-screen">Change</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {found.slice(0, SHOWN).map((one) => (
                <Row key={one.name} person={one} onEdit={() => setEditing({ before: one })} />
              ))}
            </tbody>
          </table>
          <p className="book-count" role="status">
            {found.length === 0
              ? 'Nobody is found.'
              : found.length > SHOWN
                ? `The first ${SHOWN} of ${found.length.toLocaleString('en')}. Type more to find the others.`
                : ''}
          </p>
        </>
      )}
    </Dialog>
  );
}

function Row({ person, onEdit }: { person: PhoneBookPerson; onEdit: () => void }) {
  return (
    <tr>
      <th scope="row">{person.name}</th>
      <td>
        {person.position ?? ''}
        {person.team === undefined ? null : <small>{person.team}</small>}
      </td>
      <td>
        {person.phones.map(({ number, label }) => (
          <span key={number} className="book-number">
            <TelLink number={number} /> {label === undefined ? null : <small>{label}</small>}
          </span>
        ))}
      </td>
      <td>
        {person.email ?? ''}
        {person.slack === undefined ? null : <small>{person.slack}</small>}
      </td>
      <td className="book-deeds">
        <Button small tone="quiet" name={`Change ${person.name}`} onPress={onEdit}>
          Change
        </Button>
        <Button
          small
          tone="quiet"
          name={`Remove ${person.name}`}
          onPress={() =>
            void dispatchHost({ type: 'phone-book.remove', name: person.name }).then((answer) => tellAnswer(answer))
          }
        >
          ×
        </Button>
      </td>
    </tr>
  );
}

function matches(person: PhoneBookPerson, sought: string): boolean {
  const wanted = sameName(sought);
  return [person.name, person.position ?? '', person.team ?? ''].some((text) => sameName(text).includes(wanted));
}
