// Slack is down: the banner in the commander's words, and the dialog with what there is to say it otherwise.
import { act, fireEvent, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { FallbackBanner } from '../../src-renderer/features/fallback/banner.tsx';
import { FallbackDialog } from '../../src-renderer/features/fallback/fallback-dialog.tsx';
import { useView } from '../../src-renderer/store/view.ts';
import type { VendorOutage } from '../../src-shared/delivery.ts';
import { NOW, declared, fakeHost } from './host.ts';
import { slack, statuspage } from './lanes.ts';
import { settle, show } from './screen.tsx';

const press = (name: string): void => void fireEvent.click(screen.getByRole('button', { name }));
const type = (name: string, value: string): void =>
  void fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } });
const outage = (says: VendorOutage['says']): VendorOutage => ({ since: NOW - 180_000, why: 'No answer', says });

test('the banner says since when, why and what Slack says of itself, and goes by itself', async () => {
  const host = fakeHost([slack]);
  const id = declared(host);
  await show(host, id, <FallbackBanner />);
  expect(screen.queryByRole('region', { name: 'Slack is down' })).toBeNull();
  act(() => host.change({ vendors: [{ ...slack, outage: outage({ is: 'trouble', titles: ['Messages fail'] }) }] }));
  const banner = screen.getByRole('region', { name: 'Slack is down' });
  expect(banner.textContent).toMatch(
    /Slack cannot be reached since .*, 3 min: No answer.*Slack says of itself: Messages fail\./u,
  );
  act(() => host.change({ vendors: [{ ...slack, outage: outage({ is: 'ok' }) }] }));
  expect(banner.textContent).toContain('all is well: it may be the network here');
  act(() => host.change({ vendors: [{ ...slack, outage: outage({ is: 'unread', why: 'ENOTFOUND' }) }] }));
  expect(banner.textContent).toContain('cannot be read from here (ENOTFOUND)');
  press('Say it otherwise, without Slack');
  expect(useView.getState().dialog).toEqual({ name: 'fallback' });
  act(() => host.change({ vendors: [slack] }));
  expect(screen.queryByRole('region', { name: 'Slack is down' })).toBeNull();
});

test('a vendor that takes no part in the incident, or is a page, is no banner', async () => {
  const host = fakeHost([statuspage]);
  const id = declared(host);
  await show(host, id, <FallbackBanner />);
  act(() =>
    host.change({
      vendors: [
        { ...slack, outage: outage(null) },
        { ...statuspage, outage: outage(null) },
      ],
    }),
  );
  expect(screen.queryByRole('region')).toBeNull();
});

test('the dialog has the people, each text with its count, and logs what was said', async () => {
  const host = fakeHost([slack]);
  const id = declared(host);
  await show(host, id, <FallbackDialog />);
  const dialog = screen.getByRole('dialog', { name: 'Say it without Slack' });
  const people = within(dialog).getByRole('region', { name: 'People to call' });
  expect(within(people).getAllByRole('listitem').length).toBeGreaterThan(0);
  for (const name of ['SMS', 'SMS, longer', 'Bridge', 'Mail'])
    expect(within(dialog).getByRole('region', { name }).textContent?.length).toBeGreaterThan(60);
  expect(within(dialog).getByRole('region', { name: 'SMS' }).textContent).toMatch(/\d+ characters, 1 message/u);
  type('What was said', 'We roll back.');
  type('Whom it reached', 'all on call');
  press('Log what was said');
  await settle();
  expect(host.sent.at(-1)).toMatchObject({
    type: 'elsewhere.tell',
    way: 'bridge',
    text: 'We roll back.',
    reached: 'all on call',
  });
  expect(host.incident(id).elsewhere.told).toHaveLength(1);
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'What was said' }).value).toBe('');
});

test('whoever has a number in the phone book comes first, with a link to dial it', async () => {
  const host = fakeHost([slack]);
  const id = declared(host);
  const commander = host.incident(id).people[host.incident(id).command.commander ?? '']?.name ?? '';
  host.book.now = { people: [{ name: commander, phones: [{ number: '+49 170 1234567' }] }], importedAt: NOW };
  host.change({ phoneBook: { people: 1, importedAt: NOW, changes: 1 } });
  await show(host, id, <FallbackDialog />);
  const [first] = within(screen.getByRole('region', { name: 'People to call' })).getAllByRole('listitem');
  expect(first?.textContent).toContain(`${commander} Incident commander`);
  const link = within(screen.getByRole('region', { name: 'People to call' })).getByRole('link');
  expect(link.getAttribute('href')).toBe('tel:+491701234567');
});

test('what was copied fills the form, and never writes over words of one’s own', async () => {
  const host = fakeHost([slack]);
  await show(host, declared(host), <FallbackDialog />);
  const said = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'What was said' }).value;
  press('Copy SMS');
  await settle();
  expect(said()).toContain('SEV');
  type('What was said', 'My own words');
  press('Copy Mail');
  await settle();
  expect(said()).toBe('My own words');
});

test('nothing said is refused with its reason', async () => {
  const host = fakeHost([slack]);
  await show(host, declared(host), <FallbackDialog />);
  press('Log what was said');
  await settle();
  expect(screen.getByRole('alert').textContent).not.toBe('');
});
