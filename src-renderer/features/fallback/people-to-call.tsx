// The people of the incident with their numbers from the phone book, so that nobody has to be looked for (DOMAIN.md 10).
import { nameOf, sameName } from '../../../src-shared/incident/people.ts';
import { seatsOf } from '../../../src-shared/incident/roles.ts';
import { openPhoneBook } from '../../actions/open-phone-book.ts';
import { useIncident } from '../../store/incident.ts';
import { usePhoneBook } from '../../store/phone-book.ts';
import { Button } from '../../ui/button.tsx';
import { TelLink } from '../../ui/tel-link.tsx';

export function PeopleToCall() {
  const incident = useIncident((whole) => whole);
  const book = usePhoneBook();
  const people = Object.keys(incident.people).map((id) => {
    const name = nameOf(incident, id);
    const roles = (incident.declaration?.playbook?.roles ?? [])
      .filter((role) => seatsOf(incident, role.id).some(({ person }) => person === id))
      .map((role) => role.name);
    const phones = book.people.find((one) => sameName(one.name) === sameName(name))?.phones ?? [];
    return { id, name, roles: roles.join(', '), phones };
  });
  const sorted = people.toSorted((a, b) => rankOf(a) - rankOf(b));
  return (
    <section aria-label="People to call" className="people-to-call">
      <ul>
        {sorted.map(({ id, name, roles, phones }) => (
          <li key={id}>
            <b>{name}</b> <small>{roles}</small>
            {phones.length === 0 ? <small>no number in the phone book</small> : null}
            {phones.map(({ number, label }) => (
              <span key={number}>
                <TelLink number={number} /> {label === undefined ? null : <small>{label}</small>}
              </span>
            ))}
          </li>
        ))}
      </ul>
      <Button small name="Phone book" onPress={openPhoneBook.perform}>
        Phone book…
      </Button>
    </section>
  );
}

/** Whom one can call first, and of those whoever has a role. */
function rankOf({ phones, roles }: { phones: readonly unknown[]; roles: string }): number {
  return (phones.length === 0 ? 2 : 0) + (roles === '' ? 1 : 0);
}
