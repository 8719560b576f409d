// The timeline on screen: filters and saved views, picking and copying by key, going to a time, minutes shown once.
import { act, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { actions } from '../../src-renderer/actions/index.ts';
import { copyEntries } from '../../src-renderer/actions/copy-entries.ts';
import { FilterDialog } from '../../src-renderer/features/timeline/filter-dialog.tsx';
import { sameMinute, localTimeOf } from '../../src-renderer/features/timeline/entry-words.ts';
import { TimeDialog } from '../../src-renderer/features/timeline/time-dialog.tsx';
import { Timeline } from '../../src-renderer/features/timeline/timeline.tsx';
import { incidentNow } from '../../src-renderer/store/incident.ts';
import { entriesToCopy, shownEntriesNow, useTimeline } from '../../src-renderer/store/timeline.ts';
import { useView } from '../../src-renderer/store/view.ts';
import { Toasts } from '../../src-renderer/ui/toast.tsx';
import { EVERYTHING } from '../../src-shared/incident/entry-filter.ts';
import type { Entry } from '../../src-shared/incident/timeline.ts';
import { NOW, declared, fakeHost, type FakeHost } from './host.ts';
import { settle, show } from './screen.tsx';

const log = (host: FakeHost, incident: string, text: string, more: object = {}): void =>
  host.perform(incident, { type: 'timeline.log', kind: 'observation', text, ...more });

async function room(): Promise<{ host: FakeHost; incident: string }> {
  const host = fakeHost();
  const incident = declared(host);
  log(host, incident, 'errors at 31 %', { star: true });
  log(host, incident, 'pool exhausted', { at: NOW - 600_000 });
  host.perform(incident, { type: 'decision.make', text: 'roll payment-api back' });
  await show(host, incident, <Timeline composer={null} board={null} />);
  return { host, incident };
}

const texts = (): (string | undefined)[] =>
  shownEntriesNow()
    .chunks.flat()
    .map((entry) => entry.text);

describe('filters', () => {
  test('pills add to each other, All takes them away, and the count says what is left', async () => {
    await room();
    const all = texts().length;
    fireEvent.click(screen.getByRole('button', { name: 'Decisions 1' }));
    expect(texts()).toEqual(['roll payment-api back']);
    expect(screen.getByText(new RegExp(`^1 of ${all} entries`))).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Decisions 1' }));
    expect(texts()).toHaveLength(all);
    fireEvent.click(screen.getByRole('button', { name: /^Starred/ }));
    expect(texts()).toContain('errors at 31 %');
    expect(texts()).not.toContain('pool exhausted');
    fireEvent.click(screen.getByRole('button', { name: 'All' }));
    expect(texts()).toHaveLength(all);
  });

  test('what has no pill stands in words and is taken away with a press', async () => {
    await room();
    act(() => useTimeline.setState({ filter: { ...EVERYTHING, by: 'Tran B', source: 'typed' } }));
    fireEvent.click(screen.getByRole('button', { name: 'by Tran B, typed here' }));
    expect(useTimeline.getState().filter).toEqual(EVERYTHING);
  });

  test('a view is saved under a name, has a key, and the key shows and leaves it', async () => {
    const host = fakeHost();
    const incident = declared(host);
    await show(host, incident, <FilterDialog />);
    fireEvent.click(screen.getByRole('checkbox', { name: 'Starred only' }));
    fireEvent.change(screen.getByRole('textbox', { name: 'Name of a view' }), { target: { value: ' Key events ' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save view' }));
    await settle();
    const sent = host.sentToHost.find((command) => command.type === 'preferences.set');
    const view = { name: 'Key events', filter: { ...EVERYTHING, starred: true } };
    expect(sent).toMatchObject({ preferences: { views: [view] } });
    act(() => host.change({ preferences: { ...preferencesOf(host), views: [view] } }));
    const byKey = actions.find((action) => action.keys.includes('1'));
    expect(byKey?.label).toBe('View: Key events');
    act(() => byKey?.perform());
    expect(useTimeline.getState().filter).toEqual(EVERYTHING);
    act(() => byKey?.perform());
    expect(useTimeline.getState().filter).toEqual(view.filter);
    expect(actions.some((action) => action.keys.includes('2'))).toBe(false);
    fireEvent.click(screen.getByRole('button', { name: 'Remove the view Key events' }));
    await settle();
    expect(host.sentToHost.at(-1)).toMatchObject({ preferences: { views: [] } });
  });

  test('a view without a name is not saved, and says so', async () => {
    const host = fakeHost();
    await show(host, declared(host), <FilterDialog />);
    fireEvent.click(screen.getByRole('button', { name: 'Save view' }));
    await settle();
    expect(screen.getByText('Give the view a name, then save it.')).toBeTruthy();
    expect(host.sentToHost).toEqual([]);
  });
});

describe('picking', () => {
  const more = (): HTMLElement[] => screen.getAllByRole('button', { name: /^Actions for / });

  test('Shift and the arrows pick a range, which is what is copied; Escape lets go of it', async () => {
    await room();
    const list = screen.getByRole('list', { name: 'Timeline entries' });
    const last = more().at(-1);
    act(() => last?.focus());
    fireEvent.keyDown(last ?? list, { key: 'ArrowUp', shiftKey: true });
    expect(screen.getByText('2 entries picked')).toBeTruthy();
    expect(entriesToCopy()).toEqual(shownEntriesNow().chunks.flat().slice(-2));
    const copied: string[] = [];
    const event = new Event('copy', { bubbles: true, cancelable: true });
    Object.assign(event, { clipboardData: { setData: (_type: string, text: string) => copied.push(text) } });
    fireEvent(document.activeElement ?? list, event);
    expect(copied.join().match(/^- \d\d:\d\d:\d\d UTC /gmu)).toHaveLength(2);
    fireEvent.keyDown(document.activeElement ?? list, { key: 'Escape' });
    expect(screen.queryByText('2 entries picked')).toBeNull();
    expect(entriesToCopy()).toHaveLength(shownEntriesNow().size);
  });

  test('a press with Shift picks from the entry pressed before', async () => {
    await room();
    const rows = within(screen.getByRole('list', { name: 'Timeline entries' })).getAllByRole('listitem');
    fireEvent.mouseDown(rows[0] as Element, { button: 0 });
    fireEvent.mouseDown(rows[2] as Element, { button: 0, shiftKey: true });
    expect(screen.getByText('3 entries picked')).toBeTruthy();
  });
});

test('A copy that is too long for the clipboard says the limit and saves a file instead (ours)', async () => {
  const host = fakeHost();
  const incident = declared(host);
  host.change({ host: 'electron' });
  for (let i = 0; i < 120; i += 1) log(host, incident, 'x'.repeat(9_000));
  await show(
    host,
    incident,
    <>
      <Timeline composer={null} board={null} />
      <Toasts />
    </>,
  );
  copyEntries.perform();
  const words = await screen.findByText(/characters; at most 1,000,000 fit the clipboard/u);
  expect(words.textContent).toMatch(/^12\d entries are 1,\d{3},\d{3} characters.*Pick or filter fewer, or save them/u);
  expect(screen.getByRole('button', { name: 'Save as a file' })).toBeTruthy();
  expect(host.sentToHost.filter(({ type }) => type === 'clipboard.copy')).toEqual([]);
});

test('the entry nearest to a time is gone to; what is no time is said', async () => {
  const host = fakeHost();
  const incident = declared(host);
  log(host, incident, 'pool exhausted', { at: NOW - 600_000 });
  await show(host, incident, <TimeDialog />);
  const field = screen.getByRole('textbox', { name: 'Time' });
  const go = (): void => void fireEvent.click(screen.getByRole('button', { name: 'Go' }));
  fireEvent.change(field, { target: { value: 'soon' } });
  go();
  expect(screen.getByText(/^This is no time/)).toBeTruthy();
  fireEvent.change(field, { target: { value: '14:21' } });
  expect(screen.getByText('2025-02-28 14:21:00 UTC')).toBeTruthy();
  go();
  const { jump } = useView.getState();
  expect(
    incidentNow()
      .timeline.entries.chunks.flat()
      .find((entry) => entry.id === jump?.entry)?.text,
  ).toBe('pool exhausted');
});

test('Times are UTC, the local time beside them where it is another (ours)', () => {
  const at = (text: string, pasted?: Entry['pasted']): Entry => ({
    id: 'x',
    at: Date.parse(text),
    writtenAt: 0,
    by: 'me',
    via: 'cockpit',
    kind: 'note',
    type: 'entry.logged',
    text: 'x',
    ...(pasted === undefined ? {} : { pasted }),
  });
  const first = at('2025-02-28T14:32:05Z');
  expect(sameMinute(undefined, first)).toBe(false);
  expect(sameMinute(first, at('2025-02-28T14:32:59Z'))).toBe(true);
  expect(sameMinute(first, at('2025-02-28T14:33:00Z'))).toBe(false);
  expect(sameMinute(first, at('2025-02-28T14:32:10Z', { batch: 'b', precision: 'approx' }))).toBe(false);
  expect(localTimeOf(first, 'UTC')).toBeNull();
  expect(localTimeOf(first, 'Europe/Berlin')).toEqual({ clock: '15:32', words: '15:32:05 CET' });
  expect(localTimeOf(at('2025-02-28T23:30:00Z'), 'Europe/Berlin')?.words).toBe('00:30:00 CET, next day');
});

function preferencesOf(host: FakeHost): Parameters<FakeHost['change']>[0]['preferences'] & object {
  let preferences: (Parameters<FakeHost['change']>[0]['preferences'] & object) | undefined;
  host.bridge.subscribe('host', null, (message) => {
    if (message.kind === 'snapshot' && message.body.scope === 'host') preferences = message.body.host.preferences;
  })();
  if (preferences === undefined) throw new Error('The host said nothing of itself.');
  return preferences;
}
