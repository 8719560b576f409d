// Starts that cannot go on end with exit code 2 and words that tell what to do; a broken playbook does not stop one.
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { playbookWith } from '../deeds.ts';
import { expect, startToTheEnd, test } from './own-host.ts';

const NOBODY = 65_534;
const asAnother = process.getuid?.() === 0 ? NOBODY : undefined;

test('a port that is taken', async ({ dataDir }) => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const { code, stdout, stderr } = await startToTheEnd(['--port', String(port), '--data-dir', dataDir]);
  expect(code).toBe(2);
  expect(stderr.trim()).toBe(
    `Port ${port} is in use by another program. Use --port with another number, or --port 0 for any.`,
  );
  expect(stdout).not.toContain('ready');
  other.close();
});

test('a port that is none', async ({ dataDir }) => {
  const { code, stderr } = await startToTheEnd(['--port', '99999', '--data-dir', dataDir]);
  expect(code).toBe(2);
  expect(stderr).toContain('--port has to be a number from 0 to 65535, not "99999".');
});

test('a data folder without permission: neither made inside nor written to', async ({ dataDir }) => {
  const closed = join(dataDir, 'closed');
  mkdirSync(closed);
  chmodSync(dataDir, 0o755);
  chmodSync(closed, 0o555);
  for (const folder of [join(closed, 'record'), closed]) {
    const { code, stdout, stderr } = await startToTheEnd(['--data-dir', folder], asAnother);
    expect(code, stderr).toBe(2);
    expect(stderr).toContain(folder);
    expect(stderr).toMatch(/--data-dir/u);
    expect(stderr, 'words, not a stack').not.toMatch(/^\s+at /mu);
    expect(stdout).not.toContain('ready');
  }
  chmodSync(closed, 0o755);
});

test('a second start on the same record, while the first goes on', async ({ dataDir, start, page }) => {
  const first = await start();
  const { code, stderr } = await startToTheEnd(['--data-dir', dataDir]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/already|another|open/iu);
  expect(stderr).not.toMatch(/SQLITE|^\s+at /mu);
  await page.goto(first.url);
  await expect(page.getByRole('button', { name: 'Declare incident' })).toBeVisible();
});

test('a broken playbook is told with its line, and incidents are declared under the built-in one', async ({
  start,
  page,
}) => {
  const path = playbookWith('broken', { 'updateEveryMin: 15 # S0': 'updateEveryMin: fifteen' });
  const line =
    readFileSync(path, 'utf8')
      .split('\n')
      .findIndex((one) => one.includes('fifteen')) + 1;
  const { url } = await start({ env: { WARROOM_PLAYBOOK: path } });
  await page.goto(url);
  const problem = page.getByRole('alert').filter({ hasText: 'broken.yaml' });
  await expect(problem).toContainText(`broken.yaml:${line}:`);
  await expect(problem).toContainText('updateEveryMin: expected a whole number of minutes');
  await expect(problem).toContainText('declared under the built-in playbook');
  await page.getByRole('button', { name: 'Declare incident' }).click();
  await expect(page.getByRole('dialog').getByRole('radio', { name: 'SEV1' })).toBeVisible();
  await expect(page.getByRole('dialog')).toContainText('Critical');
});

for (const [what, text] of [
  ['no YAML', 'severities: [1, 2\n  - {'],
  ['not there', null],
  ['binary', '\u0000\u0001\u0002\uFFFD'],
] as const) {
  test(`a playbook that is ${what} does not stop the start`, async ({ start, page, dataDir }) => {
    const path = join(dataDir, 'team.yaml');
    if (text !== null) writeFileSync(path, text);
    expect(existsSync(path)).toBe(text !== null);
    const { url } = await start({ env: { WARROOM_PLAYBOOK: path } });
    await page.goto(url);
    await expect(page.getByRole('alert').filter({ hasText: 'team.yaml' }).first()).toContainText('built-in playbook');
  });
}
