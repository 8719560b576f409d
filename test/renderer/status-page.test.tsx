// The public page: one press fills and arms, the second publishes; what was typed is never thrown away.
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { StatusPage } from '../../src-renderer/features/status-page/status-page.tsx';
import { DocumentDialog } from '../../src-renderer/features/documents/document-dialog.tsx';
import { useView } from '../../src-renderer/store/view.ts';
import type { VendorState } from '../../src-shared/delivery.ts';
import { declared, fakeHost, NOW, type FakeHost } from './host.ts';
import { statuspage } from './lanes.ts';
import { settle, show } from './screen.tsx';

const message = (): HTMLTextAreaElement => screen.getByRole('textbox', { name: 'Public message' });
const press = (name: string): void => void fireEvent.click(screen.getByRole('button', { name }));

async function pressStep(name: string): Promise<void> {
  const before = message().value;
  press(name);
  await waitFor(() => expect(message().value).not.toBe(before));
}

/** The page stands at a step: posted and let go. */
function posted(host: FakeHost, incident: string, step: string): void {
  host.perform(incident, { type: 'status-page.publish', step, text: 'Said.', components: [], notify: false });
  const publication = host.incident(incident).statusPage.publications.at(-1)?.id;
  host.perform(incident, { type: 'status-page.release', publication });
}

describe('a step button', () => {
  test('A post is seen before it goes out: one press fills it in, the next publishes (ours)', async () => {
    const host = fakeHost();
    await show(host, declared(host), <StatusPage />);
    await pressStep('Investigating');
    expect(message().value).toContain('Payments');
    expect(host.sent).toEqual([]);
    press('Investigating');
    await waitFor(() => expect(screen.getByRole('button', { name: 'Take back' })).toBeTruthy());
    expect(host.sent.at(-1)).toMatchObject({
      type: 'status-page.publish',
      step: 'investigating',
      components: [{ name: 'Payments', state: 'major-outage' }],
      notify: true,
    });
  });

  test('pressed again after a change by hand, it fills in anew and sets the text aside', async () => {
    const host = fakeHost();
    await show(host, declared(host), <StatusPage />);
    await pressStep('Investigating');
    fireEvent.change(message(), { target: { value: 'my own words' } });
    await pressStep('Identified');
    expect(host.sent).toEqual([]);
    press('Bring it back');
    expect(message().value).toBe('my own words');
  });

  test('back to an earlier step wants a reason first', async () => {
    const host = fakeHost();
    const id = declared(host);
    posted(host, id, 'monitoring');
    await show(host, id, <StatusPage />);
    await pressStep('Investigating');
    press('Publish');
    await settle();
    expect(host.sent).toEqual([]);
    fireEvent.change(screen.getByRole('textbox', { name: /^Reason for going back/u }), {
      target: { value: 'it climbs again' },
    });
    press('Publish');
    await settle();
    expect(host.sent.at(-1)).toMatchObject({
      type: 'status-page.publish',
      step: 'investigating',
      reason: 'it climbs again',
    });
  });
});

test('A post promises the full report within 48 hours where somebody ticks it, and only then (S1)', async () => {
  const host = fakeHost();
  const id = declared(host);
  await show(host, id, <StatusPage />);
  expect(screen.queryByRole('checkbox', { name: /full report/u })).toBeNull();
  await pressStep('Investigating');
  const filledIn = message().value;
  const box = screen.getByRole<HTMLInputElement>('checkbox', { name: 'Promise a full report within 48 h' });
  expect(box.checked).toBe(false);
  fireEvent.click(box);
  expect(message().value).toBe(`${filledIn}\nA full report follows within 48 hours.`);
  fireEvent.click(box);
  expect(message().value).toBe(filledIn);
  fireEvent.click(box);
  press('Publish');
  await settle();
  // The next post is still promised: the text is the one that was filled in.
  expect(host.sent.at(-1)).toMatchObject({ reportHours: 48, nextAt: expect.any(Number) });
  const publication = host.incident(id).statusPage.publications.at(-1)?.id;
  act(() => host.perform(id, { type: 'status-page.release', publication }));
  expect(host.incident(id).promises).toMatchObject([{ publication, hours: 48, keptAt: null }]);
  await pressStep('Identified');
  press('Publish');
  await settle();
  expect(host.sent.at(-1)).not.toHaveProperty('reportHours');
});

test('the support script opens from the panel and can be copied or saved', async () => {
  const host = fakeHost();
  await show(
    host,
    declared(host),
    <>
      <StatusPage />
      <DocumentDialog kind="support-script" />
    </>,
  );
  press('Support script');
  expect(useView.getState().dialog).toEqual({ name: 'support-script' });
  const dialog = screen.getByRole('dialog', { name: 'Support script' });
  expect(within(dialog).getByRole('region', { name: 'Document' }).textContent).toContain('the problem with Payments');
  for (const name of ['Copy', 'Save']) expect(within(dialog).getByRole('button', { name })).toBeTruthy();
});

test('What the support team is given to say stands on the record, once (S2)', async () => {
  const host = fakeHost();
  const id = declared(host);
  await show(host, id, <DocumentDialog kind="support-script" />);
  const dialog = screen.getByRole('dialog', { name: 'Support script' });
  const text = within(dialog).getByRole('region', { name: 'Document' }).textContent;
  // A save needs no clipboard, which this screen has not.
  for (let i = 0; i < 2; i += 1) {
    fireEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    await settle();
  }
  expect(host.sent).toMatchObject([{ type: 'document.issue', document: 'support-script' }]);
  const line = host.incident(id).timeline.entries.chunks.flat().at(-1)?.text ?? '';
  expect(line).toMatch(/^Script given to the support team:\n/u);
  expect(line.replaceAll(/\s+/gu, ' ')).toContain((text ?? '').trim().replaceAll(/\s+/gu, ' ').slice(0, 40));
});

test('nothing can be published before a step was pressed', async () => {
  const host = fakeHost();
  await show(host, declared(host), <StatusPage />);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Publish' }).disabled).toBe(true);
  expect(message().readOnly).toBe(true);
});

test('a post that is held can be taken back', async () => {
  const host = fakeHost();
  const id = declared(host);
  await show(host, id, <StatusPage />);
  await pressStep('Investigating');
  press('Publish');
  await waitFor(() => expect(screen.getByRole('button', { name: 'Take back' })).toBeTruthy());
  press('Take back');
  await settle();
  expect(host.incident(id).statusPage.publications[0]?.state).toBe('taken-back');
  expect(host.incident(id).statusPage.pages.public.step).toBeNull();
});

/** Statuspage with a private page beside the public one. */
const withPrivate: VendorState = {
  ...statuspage,
  lanes: [...statuspage.lanes, { lane: 'statuspage-private', name: 'Private page', page: 'private' }],
};

describe('the private page', () => {
  const choose = (name: string): void => void fireEvent.click(screen.getByRole('radio', { name }));

  test('is no choice where none takes part', async () => {
    const host = fakeHost([statuspage]);
    await show(host, declared(host), <StatusPage />);
    expect(screen.queryByRole('radiogroup', { name: 'Page' })).toBeNull();
  });

  test('is written to by itself: its own step, its own text, its own post', async () => {
    const host = fakeHost([withPrivate]);
    const id = declared(host);
    posted(host, id, 'monitoring');
    await show(host, id, <StatusPage />);
    expect(screen.getByRole('heading', { name: 'Status page stands at Monitoring' })).toBeTruthy();
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Public' }).checked).toBe(true);
    choose('Private');
    await settle();
    expect(screen.getByRole('heading', { name: 'Status page nothing posted' })).toBeTruthy();
    const own = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Private message' });
    press('Investigating');
    await waitFor(() => expect(own.value).not.toBe(''));
    press('Publish');
    await waitFor(() => expect(screen.getByRole('group', { name: 'Held post of the private page' })).toBeTruthy());
    expect(host.sent.at(-1)).toMatchObject({ type: 'status-page.publish', page: 'private', step: 'investigating' });
  });

  test('keeps a text of its own while the other page is written to', async () => {
    const host = fakeHost([withPrivate]);
    await show(host, declared(host), <StatusPage />);
    await pressStep('Investigating');
    fireEvent.change(message(), { target: { value: 'for everybody' } });
    choose('Private');
    await settle();
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Private message' }).value).toBe('');
    await waitFor(() => expect(Object.values(host.drafts).join()).toContain('for everybody'));
    choose('Public');
    await waitFor(() => expect(message().value).toBe('for everybody'));
  });

  test('holds its post without stopping the public one, and both can be taken back', async () => {
    const host = fakeHost([withPrivate]);
    const id = declared(host);
    host.perform(id, {
      type: 'status-page.publish',
      page: 'private',
      step: 'investigating',
      text: 'For partners.',
      components: [],
      notify: false,
    });
    await show(host, id, <StatusPage />);
    expect(screen.getByRole('group', { name: 'Held post of the private page' }).textContent).toMatch(
      /^Private page: Investigating.*For partners\./u,
    );
    await pressStep('Identified');
    press('Publish');
    await waitFor(() => expect(screen.getByRole('group', { name: 'Held post' })).toBeTruthy());
    expect(screen.getAllByRole('button', { name: 'Take back' })).toHaveLength(2);
  });
});

describe('the components of the page', () => {
  const components = [
    { id: 'c1', name: 'Payments', group: null, state: 'partial-outage' },
    { id: 'c2', name: 'API', group: 'Europe', state: 'operational' },
    { id: 'c3', name: 'API', group: 'Asia', state: 'degraded-performance' },
    { id: 'c4', name: 'Mail', group: null, state: 'major-outage' },
  ];

  async function writing(): Promise<FakeHost> {
    const host = fakeHost([statuspage]);
    host.pages.components = [{ lane: 'statuspage', page: 'public', at: NOW, components }];
    const id = declared(host);
    host.perform(id, { type: 'incident.describe', components: ['Payments', 'Ledger'] });
    await show(host, id, <StatusPage />);
    await pressStep('Investigating');
    await settle();
    return host;
  }

  test('show how they stand there now, and which the page does not know', async () => {
    await writing();
    expect(screen.getByTitle('Payments').textContent).toBe('Paymentsnow partial outage');
    expect(screen.getByTitle('Ledger').textContent).toBe('Ledgernot on the page');
  });

  test('can be added with the state they have, and left out', async () => {
    const host = await writing();
    const add = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Add a component' });
    expect([...add.options].map(({ textContent }) => textContent)).toEqual([
      'Add a component of the page',
      'Europe / API',
      'Asia / API',
      'Mail',
    ]);
    fireEvent.change(add, { target: { value: 'c3' } });
    press('Leave out Ledger');
    press('Publish');
    await settle();
    expect(host.sent.at(-1)).toMatchObject({
      type: 'status-page.publish',
      components: [
        { name: 'Payments', state: 'major-outage' },
        { name: 'Asia / API', state: 'degraded-performance' },
      ],
    });
  });

  test('are the incident’s own alone where no page is connected', async () => {
    const host = fakeHost();
    host.pages.components = [{ lane: 'statuspage', page: 'public', at: NOW, components }];
    await show(host, declared(host), <StatusPage />);
    await pressStep('Investigating');
    expect(screen.getByTitle('Payments').textContent).toBe('Payments');
    expect(screen.queryByRole('combobox', { name: 'Add a component' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Leave out Payments' })).toBeNull();
    expect(screen.queryByText(/Opens an incident on the page/u)).toBeNull();
  });
});

describe('an incident that is open on the page already', () => {
  const one = { id: 'p1', name: 'Cards are refused', status: 'identified', url: null, updatedAt: NOW };
  const other = { ...one, id: 'p2', name: 'Mail is late' };

  test('is offered quietly, explained, and adopted', async () => {
    const host = fakeHost([statuspage]);
    host.pages.incidents = { statuspage: [one] };
    const id = declared(host);
    await show(host, id, <StatusPage />);
    expect(screen.getByText('There is an open incident on the page: Cards are refused')).toBeTruthy();
    press('Adopt');
    const dialog = await screen.findByRole('dialog', { name: 'Adopt an incident of the page' });
    expect(dialog.textContent).toContain('no second one is opened');
    fireEvent.click(within(dialog).getByRole('button', { name: 'Adopt' }));
    await settle();
    expect(host.sentToHost.at(-1)).toMatchObject({
      type: 'page.adopt',
      incident: id,
      lane: 'statuspage',
      remoteId: 'p1',
    });
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('has to be chosen where there are several; what the host refuses is told', async () => {
    const host = fakeHost([statuspage]);
    host.pages.incidents = { statuspage: [one, other] };
    await show(host, declared(host), <StatusPage />);
    expect(screen.getByText('There are 2 open incidents on the page: Cards are refused and 1 more')).toBeTruthy();
    press('Adopt');
    const dialog = await screen.findByRole('dialog');
    const adopt = (): void => void fireEvent.click(within(dialog).getByRole('button', { name: 'Adopt' }));
    adopt();
    await settle();
    expect(within(dialog).getByRole('alert').textContent).toBe('Choose the incident that this one is.');
    fireEvent.click(within(dialog).getByRole('radio', { name: /Mail is late/u }));
    host.refuseNext({ ok: false, refusal: { code: 'unknown-record', message: 'It is not open any more.' } });
    adopt();
    await settle();
    expect(host.sentToHost.at(-1)).toMatchObject({ type: 'page.adopt', remoteId: 'p2' });
    expect(within(dialog).getByRole('alert').textContent).toBe('It is not open any more.');
  });

  test('is not offered once this incident has its own there; before, the name of the new one is shown', async () => {
    const host = fakeHost([statuspage]);
    host.pages.incidents = { statuspage: [one] };
    const id = declared(host);
    await show(host, id, <StatusPage />);
    await pressStep('Investigating');
    expect(screen.getByText(/Opens an incident on the page, called/u).textContent).toContain('Checkout fails');
    act(() =>
      host.perform(id, {
        type: 'remote.attach',
        vendor: 'statuspage',
        ref: 'statuspage/incident',
        remoteId: 'p1',
        how: 'adopted',
      }),
    );
    expect(screen.queryByText(/There is an open incident/u)).toBeNull();
    expect(screen.queryByText(/Opens an incident on the page/u)).toBeNull();
  });

  test('is not asked for without a page, and a page that cannot be asked is no trouble', async () => {
    const host = fakeHost([statuspage]);
    host.pages.incidents = null;
    await show(host, declared(host), <StatusPage />);
    expect(screen.queryByRole('button', { name: 'Adopt' })).toBeNull();
    const alone = fakeHost();
    alone.pages.incidents = { statuspage: [one] };
    await show(alone, declared(alone), <StatusPage />);
    expect(screen.queryByRole('button', { name: 'Adopt' })).toBeNull();
  });
});

test('what is posted says whether it has to be copied by hand', async () => {
  const byHand = fakeHost();
  const id = declared(byHand);
  posted(byHand, id, 'investigating');
  await show(byHand, id, <StatusPage />);
  expect(screen.getByText(/post it by hand/u)).toBeTruthy();
  cleanup();
  const connected = fakeHost([statuspage]);
  const own = declared(connected);
  posted(connected, own, 'investigating');
  await show(connected, own, <StatusPage />);
  expect(screen.queryByText(/post it by hand/u)).toBeNull();
  expect(screen.getByRole('button', { name: 'Copy the public message' })).toBeTruthy();
});
