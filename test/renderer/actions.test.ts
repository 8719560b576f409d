// One key means one deed: on every screen, in every state of an incident.
import { describe, expect, test } from 'vitest';
import { actions } from '../../src-renderer/actions/index.ts';
import { menuEntries, performById } from '../../src-renderer/actions/native-menu.ts';
import { offeredCommands } from '../../src-renderer/features/palette/offers.tsx';
import type { Incident } from '../../src-shared/incident/index.ts';
import { actionFor } from '../../src-renderer/actions/keyboard.ts';
import { keyLabel, shortcutOf } from '../../src-renderer/ui/keys.ts';
import { openDialog, useView } from '../../src-renderer/store/view.ts';
import { useRecord } from '../../src-renderer/store/record.ts';
import { incidentStatuses } from '../../src-shared/playbook/schema.ts';
import { declared, fakeHost } from './host.ts';

const host = fakeHost();
const open = host.incident(declared(host));

function press(key: string, more: Partial<KeyboardEventInit> = {}, on: EventTarget = document.body): string | null {
  const event = new KeyboardEvent('keydown', { key, ...more });
  Object.defineProperty(event, 'target', { value: on });
  return actionFor(event)?.id ?? null;
}

describe('keys', () => {
  test('no two actions that apply at the same time share one', () => {
    for (const incident of sampleStates()) {
      const keys = actions.filter((action) => action.when(incident)).flatMap((action) => action.keys);
      expect(keys).toHaveLength(new Set(keys).size);
    }
  });

  test('each is one the keyboard can send, and ids are unique', () => {
    for (const key of actions.flatMap((action) => action.keys)) expect(key).toMatch(/^(mod\+)?(shift\+)?.$/u);
    expect(new Set(actions.map((action) => action.id)).size).toBe(actions.length);
  });

  test('letters act outside of text fields, and only there', () => {
    useRecord.setState({ incident: open });
    expect(press('n')).toBe('log-entry');
    expect(press('N', { shiftKey: true })).toBeNull();
    expect(press('?', { shiftKey: true })).toBe('open-help');
    for (const tag of ['input', 'textarea', 'select']) {
      const field = document.createElement(tag);
      expect(press('n', {}, field)).toBeNull();
      expect(press('k', { ctrlKey: true }, field)).toBe('open-palette');
      expect(press('z', { ctrlKey: true }, field)).toBeNull();
    }
    expect(press('z', { ctrlKey: true })).toBe('undo-entry');
    const box = document.createElement('input');
    box.type = 'checkbox';
    expect(press('n', {}, box)).toBe('log-entry');
    useRecord.setState({ incident: null });
  });

  test('behind a dialog no key acts', () => {
    openDialog({ name: 'help' });
    expect(press('d')).toBeNull();
    expect(press('k', { ctrlKey: true })).toBeNull();
    useView.setState({ dialog: null });
    expect(press('d')).toBe('declare-incident');
  });

  test('what needs an incident does nothing without one', () => {
    useRecord.setState({ incident: null });
    expect(press('u')).toBeNull();
    expect(press('e', { ctrlKey: true })).toBeNull();
  });
});

describe('the registry', () => {
  test('feeds the native menu: every action, under its own id, able when it applies', () => {
    for (const incident of sampleStates())
      expect(menuEntries(incident)).toEqual(
        actions.map(({ id, label, group, keys, when }) => ({ id, label, group, keys, enabled: when(incident) })),
      );
  });

  test('feeds the palette: what applies, and nothing twice', () => {
    for (const incident of sampleStates()) {
      const offered = offeredCommands(incident, []).map(({ id }) => id);
      const applies = actions.filter(({ id, when }) => id !== 'open-palette' && when(incident)).map(({ id }) => id);
      expect(offered.slice(0, applies.length)).toEqual(applies);
    }
  });

  test.each([
    ['declare', 'declare-incident'],
    ['update', 'post-update'],
    ['resolve', 'resolve-incident'],
    ['claim', 'claim-command'],
  ])('Declare, update, resolve and claim are commands, found by their name (S2): %s', (_word, id) => {
    expect(offeredCommands(open, []).map((one) => one.id)).toContain(id);
  });

  test('says each deed in words of its own', () => {
    const labels = actions.map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
    for (const label of labels) expect(label).toMatch(/^[A-Z][^.]*$/u);
  });

  test('a wish from the menu is done as by its key: not behind a dialog, not where it does not apply', () => {
    useRecord.setState({ incident: null });
    openDialog({ name: 'help' });
    performById('declare-incident');
    expect(useView.getState().dialog).toEqual({ name: 'help' });
    useView.setState({ dialog: null });
    performById('post-update');
    performById('no-such-action');
    expect(useView.getState().dialog).toBeNull();
    performById('declare-incident');
    expect(useView.getState().dialog).toEqual({ name: 'declare' });
    useView.setState({ dialog: null });
  });
});

/** None, and one in every status, real and played. */
function sampleStates(): (Incident | null)[] {
  const played = {
    ...open,
    drill: { scenario: 's', story: 'running', since: 0, ranMs: 0, injected: [], outages: [] },
  } as const;
  return [
    null,
    ...[open, played].flatMap((one) =>
      incidentStatuses.map((status) => ({ ...one, lifecycle: { ...one.lifecycle, status } })),
    ),
  ];
}

describe('shortcuts', () => {
  const key = (name: string, more: Partial<KeyboardEvent> = {}) => ({
    key: name,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    ...more,
  });

  test('the modifier is Command on a Mac and Control elsewhere', () => {
    expect(shortcutOf(key('e', { ctrlKey: true }), false)).toBe('mod+e');
    expect(shortcutOf(key('e', { metaKey: true }), true)).toBe('mod+e');
    expect(shortcutOf(key('e', { metaKey: true }), false)).toBeNull();
    expect(shortcutOf(key('e', { ctrlKey: true }), true)).toBeNull();
    expect(shortcutOf(key('n', { altKey: true }), false)).toBeNull();
  });

  test('are shown in the signs of the platform', () => {
    expect(keyLabel('mod+e', true)).toBe('⌘E');
    expect(keyLabel('mod+e', false)).toBe('Ctrl E');
    expect(keyLabel('n', false)).toBe('N');
    expect(keyLabel('?', false)).toBe('?');
  });
});
