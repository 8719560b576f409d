// The phone book of this machine: kept in its own file, replaced or added to, and what an incident learns from it.
import { describe, expect, it, test } from 'vitest';
import { ageOf, MAX_PEOPLE, type PhoneBookPerson } from '../../src-shared/phone-book.ts';
import { knownPeople, namesIn } from '../../src-main/incidents/known-people.ts';
import { openPhoneBook } from '../../src-main/settings/phone-book.ts';
import { memoryStore } from '../incidents/host.ts';

const NOW = Date.UTC(2025, 1, 28, 14, 37);
const dana: PhoneBookPerson = {
  name: 'Dana E',
  position: 'Secondary on-call',
  phones: [{ number: '+49 30 1', label: 'mobile' }, { number: '030 2' }],
  email: 'dana@example.com',
  slack: '@dana',
};
const eli: PhoneBookPerson = { name: 'Eli F', phones: [] };

function opened(kept: Record<string, unknown> = {}) {
  const store = memoryStore(kept);
  let told = 0;
  let ids = 0;
  const host = {
    clock: { now: () => NOW },
    ids: { ulid: () => String((ids += 1)).padStart(26, '0') },
    changed: () => (told += 1),
  };
  return { store, book: openPhoneBook(store, host), told: () => told };
}
const ID = '0'.repeat(26);

test('A cached phone book with its age, for the night the paging service is down (ours)', () => {
  const { book, store, told } = opened();
  expect(book.summary()).toEqual({ people: 0, importedAt: null, changes: 0 });
  expect(book.dispatch({ id: ID, type: 'phone-book.import', how: 'replace', people: [eli, dana] })).toEqual({
    ok: true,
    events: [],
  });
  expect(book.summary()).toEqual({ people: 2, importedAt: NOW, changes: 1 });
  expect(told()).toBe(1);
  // The next start reads it from the disk, by name.
  const again = openPhoneBook(store, { clock: { now: () => NOW }, ids: { ulid: () => ID }, changed: () => {} });
  expect(again.book()).toEqual({ people: [dana, eli], importedAt: NOW });
  const days = (n: number) => NOW + n * 86_400_000;
  expect(ageOf(NOW, days(0.5), 30)).toEqual({ words: 'imported today', old: false });
  expect(ageOf(NOW, days(12), 30)).toEqual({ words: 'imported 12 days ago', old: false });
  expect(ageOf(NOW, days(30), 30)).toEqual({ words: 'imported 30 days ago', old: true });
  expect(ageOf(NOW, days(900), null).old).toBe(false);
  expect(ageOf(null, NOW, 30)).toEqual({ words: 'never imported', old: false });
});

describe('the phone book', () => {
  it('takes in people who came with an incident in one write: those who are in it stay as they are, each once', () => {
    const { book, store, told } = opened();
    book.dispatch({ id: ID, type: 'phone-book.import', how: 'replace', people: [dana] });
    let writes = 0;
    const { set } = store;
    store.set = (key, value) => ((writes += 1), set(key, value));
    book.add([{ name: 'dana e', phones: [] }, eli, { ...eli, email: 'eli@example.com' }]);
    expect(book.book()).toEqual({ people: [dana, { ...eli, email: 'eli@example.com' }], importedAt: NOW });
    expect({ writes, told: told() }).toEqual({ writes: 1, told: 2 });
    book.add([dana, eli]);
    expect(writes).toBe(1);
    book.add(Array.from({ length: MAX_PEOPLE }, (_, i) => ({ name: `Person ${i}`, phones: [] })));
    expect(book.summary().people).toBe(MAX_PEOPLE);
    expect(book.find('Dana E')).toEqual(dana);
  });

  it('is added to: the same names are taken over, the others stay', () => {
    const { book } = opened();
    book.dispatch({ id: ID, type: 'phone-book.import', how: 'replace', people: [dana, eli] });
    book.dispatch({
      id: ID,
      type: 'phone-book.import',
      how: 'add',
      people: [
        { name: 'dana e', phones: [] },
        { name: 'Fay', phones: [] },
      ],
    });
    expect(book.book().people.map((one) => one.name)).toEqual(['dana e', 'Eli F', 'Fay']);
    book.dispatch({ id: ID, type: 'phone-book.import', how: 'replace', people: [eli] });
    expect(book.book().people).toEqual([eli]);
  });

  it('takes one person typed in, changed, renamed and removed', () => {
    const { book } = opened();
    book.dispatch({ id: ID, type: 'phone-book.put', person: dana });
    book.dispatch({ id: ID, type: 'phone-book.put', person: eli });
    expect(book.summary().importedAt).toBeNull();
    expect(
      book.dispatch({ id: ID, type: 'phone-book.put', person: { ...eli, name: 'Dana E' }, replaces: 'Eli F' }),
    ).toMatchObject({ ok: false });
    book.dispatch({ id: ID, type: 'phone-book.put', person: { ...eli, name: 'Eli G' }, replaces: 'Eli F' });
    expect(book.book().people.map((one) => one.name)).toEqual(['Dana E', 'Eli G']);
    expect(book.dispatch({ id: ID, type: 'phone-book.remove', name: 'Nobody' })).toMatchObject({ ok: false });
    book.dispatch({ id: ID, type: 'phone-book.remove', name: 'eli g' });
    expect(book.book().people).toEqual([dana]);
  });

  it('that was edited by hand keeps whoever can be read', () => {
    const kept = { phoneBook: { people: [dana, { name: '' }, 7, null], importedAt: NOW } };
    expect(opened(kept).book.book()).toEqual({ people: [dana], importedAt: NOW });
    expect(opened({ phoneBook: 'nonsense' }).book.book()).toEqual({ people: [], importedAt: null });
  });

  it('stands beside people of incidents in name boxes, with their positions', () => {
    const { book } = opened();
    book.dispatch({ id: ID, type: 'phone-book.import', how: 'replace', people: [dana, eli] });
    const met = { id: '1'.repeat(26), name: 'Dana E', handles: {} };
    expect(book.beside([met], 'dana')).toEqual([{ ...met, position: 'Secondary on-call' }]);
    expect(book.beside([], 'secondary').map((one) => one.name)).toEqual(['Dana E']);
  });
});

describe('somebody named in an incident', () => {
  const from = (met: { id: string; name: string; handles: Record<string, string> }[], listed: PhoneBookPerson[]) =>
    knownPeople(['dana e'], {
      met: () => Promise.resolve(met),
      listed: (name) => listed.find((one) => one.name.toLowerCase() === name.toLowerCase()),
      newId: () => ID,
    });

  it('brings the handles of the phone book, so that Slack finds them', async () => {
    const handles = { slack: '@dana', email: 'dana@example.com', phone: '+49 30 1' };
    expect((await from([], [dana]))('Dana E')).toEqual({ id: ID, name: 'Dana E', handles });
    const met = { id: '1'.repeat(26), name: 'Dana E', handles: { pagerduty: 'P1', phone: 'old' } };
    expect((await from([met], [dana]))('Dana E')).toEqual({
      id: met.id,
      name: 'Dana E',
      handles: { pagerduty: 'P1', ...handles },
    });
    expect((await from([met], []))('Dana E')).toEqual(met);
    expect((await from([], []))('Dana E')).toBeUndefined();
  });

  it('is found wherever a command names them', () => {
    expect(
      namesIn({ person: { name: 'A' }, people: [{ step: 0, person: { name: 'B' } }], text: 'x', other: { id: 'y' } }),
    ).toEqual(['A', 'B']);
  });
});
