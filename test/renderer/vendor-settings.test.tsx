// The settings of a vendor: made from what it says it needs; what is kept is named but a secret never shown.
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { SettingsDialog } from '../../src-renderer/features/settings/settings-dialog.tsx';
import { Vendors } from '../../src-renderer/features/settings/vendors.tsx';
import { useRecord } from '../../src-renderer/store/record.ts';
import { openSettingsAt, useView } from '../../src-renderer/store/view.ts';
import type { TestReport, VendorField, VendorState } from '../../src-shared/delivery.ts';
import { NOW, fakeHost, type FakeHost } from './host.ts';
import { settle, show } from './screen.tsx';

const KEPT = 'kept; type to replace';

function field(name: string, label: string, more: Partial<VendorField> = {}): VendorField {
  return {
    name,
    label,
    help: `Help for ${label}.`,
    secret: false,
    required: false,
    env: `WARROOM_SLACK_${name.toUpperCase()}`,
    placeholder: `like ${name}`,
    from: null,
    value: null,
    ...more,
  };
}

const token = field('token', 'Bot token', { secret: true, required: true });
const apiUrl = field('apiUrl', 'API address');

function slack(more: Partial<VendorState> = {}): VendorState {
  return {
    vendor: 'slack',
    name: 'Slack',
    state: 'off',
    trouble: null,
    fields: [token, apiUrl],
    lanes: [],
    budget: '',
    limitedUntil: null,
    outage: null,
    ...more,
  };
}

const connected = slack({
  state: 'on',
  fields: [{ ...token, from: 'keychain' }, apiUrl],
  lanes: [{ lane: 'slack', name: 'Incident channel', page: null }],
  budget: '1 message a second for each channel.',
});

async function shown(vendor: VendorState): Promise<FakeHost> {
  const host = fakeHost([vendor]);
  await show(host, null, <SettingsDialog />);
  return host;
}

const region = () => within(screen.getByRole('region', { name: 'Slack' }));
// A password field has no role of its own.
const input = (label: string): HTMLInputElement => region().getByLabelText<HTMLInputElement>(label);
const type = (label: string, value: string): void => void fireEvent.change(input(label), { target: { value } });
const configured = (host: FakeHost): unknown =>
  host.sentToHost.flatMap((command) => (command.type === 'vendor.configure' ? [command.fields] : []));

async function press(name: string): Promise<void> {
  fireEvent.click(region().getByRole('button', { name }));
  await settle();
}

describe('a vendor that is not set up', () => {
  test('says so, and what each field is for', async () => {
    await shown(slack());
    expect(region().getByText('not set up')).toBeTruthy();
    expect([input('Bot token').type, input('Bot token').placeholder]).toEqual(['password', 'like token']);
    expect(input('API address').type).toBe('text');
    expect(region().getByText(/Help for Bot token\./u)).toBeTruthy();
    expect(region().queryByRole('button', { name: 'Forget' })).toBeNull();
  });

  test('is saved with what was typed and nothing else, which is then gone from the screen', async () => {
    const host = await shown(slack());
    type('Bot token', ' xoxb-1 ');
    await press('Save');
    expect(configured(host)).toEqual([{ token: 'xoxb-1' }]);
    expect(input('Bot token').value).toBe('');
  });

  test('is saved with Enter too', async () => {
    const host = await shown(slack());
    type('API address', 'https://slack.test/api/');
    fireEvent.keyDown(input('API address'), { key: 'Enter' });
    await settle();
    expect(configured(host)).toEqual([{ apiUrl: 'https://slack.test/api/' }]);
  });

  test('is not saved where nothing was typed', async () => {
    const host = await shown(slack());
    await press('Save');
    expect(host.sentToHost).toEqual([]);
  });
});

describe('a refusal', () => {
  test('stands at the field it is about; what was typed stays, and typing on clears it', async () => {
    const host = await shown(slack());
    host.refuseNext({
      ok: false,
      refusal: { code: 'malformed', message: 'Bot tokens begin with xoxb-.', field: 'token' },
    });
    type('Bot token', 'xapp-1');
    await press('Save');
    const alert = region().getByRole('alert');
    expect(alert.textContent).toBe('Bot tokens begin with xoxb-.');
    expect(input('Bot token').getAttribute('aria-describedby')).toContain(alert.id);
    expect(input('Bot token').value).toBe('xapp-1');
    type('Bot token', 'xoxb-1');
    expect(region().queryByRole('alert')).toBeNull();
  });

  test('about nothing in particular stands below', async () => {
    const host = await shown(slack());
    host.refuseNext({ ok: false, refusal: { code: 'storage-failed', message: 'The disk is full.' } });
    type('Bot token', 'xoxb-1');
    await press('Save');
    expect(region().getByRole('alert').textContent).toBe('The disk is full.');
  });
});

describe('a value that is there', () => {
  test('is said to be kept where it is kept; a secret is not shown', async () => {
    await shown(
      slack({
        fields: [
          { ...token, from: 'keychain' },
          { ...apiUrl, from: 'settings', value: 'https://a/' },
        ],
      }),
    );
    expect([input('Bot token').value, input('Bot token').placeholder]).toEqual(['', KEPT]);
    expect(input('API address').value).toBe('https://a/');
    expect(region().getByText('In the keychain.')).toBeTruthy();
    expect(region().getByText('In the settings.')).toBeTruthy();
  });

  test('in memory says until when', async () => {
    await shown(slack({ fields: [{ ...token, from: 'memory' }] }));
    expect(region().getByText('In memory until Warroom ends.')).toBeTruthy();
    expect(input('Bot token').placeholder).toBe(KEPT);
  });

  test('of the environment names its variable and cannot be changed', async () => {
    const fields: VendorField[] = [
      { ...token, from: 'environment' },
      { ...apiUrl, from: 'environment', value: 'http://127.0.0.1:1/' },
    ];
    await shown(slack({ state: 'on', fields }));
    expect(region().getByText('From the environment: WARROOM_SLACK_TOKEN.')).toBeTruthy();
    expect([input('Bot token').readOnly, input('API address').readOnly]).toEqual([true, true]);
    expect(input('API address').value).toBe('http://127.0.0.1:1/');
    for (const name of ['Save', 'Forget']) expect(region().queryByRole('button', { name })).toBeNull();
    expect(region().getByRole('button', { name: 'Test connection' })).toBeTruthy();
  });

  test('is taken out by emptying its field, but a secret only by Forget', async () => {
    const host = await shown(
      slack({
        fields: [
          { ...token, from: 'keychain' },
          { ...apiUrl, from: 'settings', value: 'https://a/' },
        ],
      }),
    );
    type('Bot token', '');
    type('API address', '');
    await press('Save');
    expect(configured(host)).toEqual([{ apiUrl: null }]);
  });

  test('is forgotten after asking, with all that is kept here', async () => {
    const fields: VendorField[] = [
      { ...token, from: 'keychain' },
      apiUrl,
      field('page', 'Page', { from: 'environment', value: 'x' }),
    ];
    const host = await shown(slack({ fields }));
    await press('Forget');
    expect(configured(host)).toEqual([]);
    await press('Keep it');
    await press('Forget');
    await press('Forget it');
    expect(configured(host)).toEqual([{ token: null }]);
  });
});

describe('a vendor that is connected', () => {
  test('says where it goes, how fast, and until when it is closed', async () => {
    const host = await shown(connected);
    expect(region().getByText('connected')).toBeTruthy();
    expect(region().getByText('Goes to: Incident channel.')).toBeTruthy();
    expect(region().getByText('Rate limit: 1 message a second for each channel.')).toBeTruthy();
    host.change({ vendors: [{ ...connected, limitedUntil: NOW + 60_000 }] });
    await waitFor(() => expect(region().getByText('Slack takes nothing more until 14:33:00 UTC.')).toBeTruthy());
  });

  test('that is in trouble says why, since when and what mends it', async () => {
    await shown({
      ...connected,
      trouble: { at: NOW, why: 'The token was revoked.', mend: 'Make a new one at api.slack.com.' },
    });
    expect(region().getByText('in trouble')).toBeTruthy();
    const words = region().getByText(/The token was revoked\./u);
    expect(words.textContent).toBe('The token was revoked. Make a new one at api.slack.com. Since 14:32 UTC.');
  });

  test('with a value that cannot be used says which', async () => {
    await shown(slack({ state: 'broken', trouble: { at: NOW, why: 'This is no bot token.', mend: 'Correct it.' } }));
    expect(region().getByText('cannot be used')).toBeTruthy();
    expect(region().getByText('This is no bot token. Correct it.')).toBeTruthy();
  });
});

describe('Test connection', () => {
  const failing: TestReport = {
    ok: false,
    lines: [
      { what: 'Signed in', ok: true, detail: 'as warroom' },
      { what: 'Scopes', ok: false, detail: 'pins:write is missing.', mend: 'Add it and install the app again.' },
    ],
  };

  function reporting(host: FakeHost, report: TestReport): string[] {
    const asked: string[] = [];
    const { query } = host.bridge;
    host.bridge.query = async (name, args) => {
      const found = await query(name, args);
      if (name !== 'vendor-test' || !found.ok) return found;
      asked.push(JSON.stringify(args));
      return { ok: true, answer: report };
    };
    return asked;
  }

  test('shows each line, and what mends the one that failed', async () => {
    const host = await shown(connected);
    const asked = reporting(host, failing);
    await press('Test connection');
    expect(asked).toEqual(['{"vendor":"slack"}']);
    expect(region().getByRole('status').textContent).toContain('It does not work yet.');
    expect(
      region()
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual(['✓Signed in: as warroom', '✗Scopes: failed. pins:write is missing.Add it and install the app again.']);
  });

  test('of one that cannot be used says why it cannot', async () => {
    const host = await shown(
      slack({ state: 'broken', trouble: { at: NOW, why: 'No bot token.', mend: 'Correct it.' } }),
    );
    const { query } = host.bridge;
    host.bridge.query = async (name, args) =>
      name === 'vendor-test'
        ? { ok: false, refusal: { code: 'not-available', message: 'Not set up yet.' } }
        : query(name, args);
    await press('Test connection');
    expect(region().getByRole('alert').textContent).toBe('No bot token. Correct it.');
    host.change({ vendors: [slack()] });
    await press('Test connection');
    expect(region().getByRole('alert').textContent).toBe('Not set up yet.');
  });

  test('saves what was typed first; where that is refused it tests nothing', async () => {
    const host = await shown(connected);
    const asked = reporting(host, { ok: true, lines: [] });
    host.refuseNext({ ok: false, refusal: { code: 'malformed', message: 'No.', field: 'token' } });
    type('Bot token', 'xoxb-2');
    await press('Test connection');
    expect(asked).toEqual([]);
    await press('Test connection');
    expect(configured(host)).toEqual([{ token: 'xoxb-2' }, { token: 'xoxb-2' }]);
    expect(asked).toHaveLength(1);
    expect(region().getByRole('status').textContent).toContain('It works.');
  });
});

describe('the settings', () => {
  test('say once where secrets are not kept', async () => {
    const why = 'Run in a browser, Warroom has no keychain.';
    const host = fakeHost([slack(), slack({ vendor: 'statuspage', name: 'Statuspage' })]);
    host.change({ keychain: { kept: false, why } });
    await show(host, null, <SettingsDialog />);
    expect(screen.getAllByText(why)).toHaveLength(1);
    expect(region().getByText('WARROOM_SLACK_TOKEN'), 'and at each secret what keeps it').toBeTruthy();
    expect(region().queryByText('WARROOM_SLACK_APIURL')).toBeNull();
  });

  test('open at a vendor that was asked for from elsewhere, its first field ready', async () => {
    const host = fakeHost([
      slack({ vendor: 'other', name: 'Other' }),
      slack({ fields: [{ ...token, from: 'environment' }, apiUrl] }),
    ]);
    openSettingsAt('slack');
    await show(host, null, <AsOpened />);
    expect(document.activeElement).toBe(input('API address'));
  });
});

/** Without the dialog around it, which in this DOM takes the focus for itself. */
function AsOpened() {
  const host = useRecord((record) => record.host);
  const dialog = useView((view) => view.dialog);
  return host === null || dialog?.name !== 'settings' ? null : <Vendors host={host} wanted={dialog.vendor} />;
}
