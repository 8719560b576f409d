// What others do on the page: both texts and the choice, and the maintenance that the page announces.
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { StatusPage } from '../../src-renderer/features/status-page/status-page.tsx';
import { declared, fakeHost, NOW, type FakeHost } from './host.ts';
import { statuspage } from './lanes.ts';
import { settle, show } from './screen.tsx';

const ID = '01JN00000000000000000000D';
const press = (name: string): void => void fireEvent.click(screen.getByRole('button', { name }));

const posted = { what: 'posted', step: 'identified', text: 'A bad deploy.' };

/** Posted by us, and then somebody posts there. */
async function changed(how: Readonly<Record<string, unknown>> = posted): Promise<FakeHost> {
  const host = fakeHost([statuspage]);
  const incident = declared(host);
  host.perform(incident, {
    type: 'status-page.publish',
    step: 'investigating',
    text: 'We look into it.',
    components: [{ name: 'Payments', state: 'partial-outage' }],
    notify: false,
  });
  const publication = host.incident(incident).statusPage.publications.at(-1)?.id;
  host.perform(incident, { type: 'status-page.release', publication });
  host.perform(incident, {
    id: `${ID}1`,
    type: 'page.drift',
    page: 'public',
    key: 'u1',
    ...how,
    at: NOW,
  });
  host.pages.maintenance = [
    { id: 'm', name: 'Database upgrade', underWay: false, from: NOW + 3_600_000, until: NOW + 7_200_000, url: null },
  ];
  await show(host, incident, <StatusPage />);
  return host;
}

test('both texts are shown, and theirs is taken with one press', async () => {
  const host = await changed();
  const box = screen.getByRole('group', { name: 'Changed on the page' });
  expect(box.textContent).toContain('Somebody posted on the page');
  expect(box.textContent).toContain('A bad deploy.');
  expect(box.textContent).toContain('We look into it.');
  press('Let theirs stand');
  await settle();
  expect(host.sent.at(-1)).toMatchObject({ type: 'page.settle-drift', choice: 'theirs' });
  expect(screen.queryByRole('group', { name: 'Changed on the page' })).toBeNull();
  expect(screen.getByRole('button', { name: 'Identified' }).getAttribute('aria-current')).toBe('step');
});

test('ours goes into the draft again, to be published as every post is', async () => {
  const host = await changed();
  press('Post ours again');
  await waitFor(() =>
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Public message' }).value).toBe('We look into it.'),
  );
  expect(host.sent.map(({ type }) => type)).toEqual(['page.settle-drift']);
});

test('component states of theirs are shown with ours, which go into the draft with one press', async () => {
  const host = await changed({
    what: 'components',
    components: [{ name: 'Payments', ours: 'partial-outage', theirs: 'operational' }],
  });
  const box = screen.getByRole('group', { name: 'Changed on the page' });
  expect(box.textContent).toContain('PaymentsThere now operational, ours partial outage');
  press('Set ours again');
  const state = await screen.findByRole<HTMLSelectElement>('combobox', { name: 'State of Payments' });
  expect(state.value).toBe('partial-outage');
  expect(host.sent.map(({ type }) => type)).toEqual(['page.settle-drift']);
});

test('a post that stands there twice: what the later one would say is read before it is pressed', async () => {
  const host = await changed({ what: 'doubled', text: 'We look into it.', update: 'u2' });
  const box = screen.getByRole('group', { name: 'Changed on the page' });
  expect(box.textContent).toContain('Our post stands there twice');
  expect(box.textContent).toContain('This repeats our update above, by mistake.');
  press('Mark the later one as a repeat');
  await settle();
  expect(host.sent.at(-1)).toMatchObject({ type: 'page.settle-drift', choice: 'ours' });
  expect(screen.queryByRole('group', { name: 'Changed on the page' })).toBeNull();
});

test('planned maintenance of the page is shown, and is nothing of this incident', async () => {
  await changed();
  await settle();
  expect(
    screen.getByText(/^Database upgrade|Planned maintenance/u, { selector: 'b' }).parentElement?.textContent,
  ).toMatch(/^Planned maintenance Database upgrade · \d{4}-\d\d-\d\d \d\d:\d\d to \d\d:\d\d UTC$/u);
});
