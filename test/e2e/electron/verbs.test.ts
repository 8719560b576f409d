// The desktop program takes the verbs of the command line itself: beside its own window, on the same folder (issue 6, point 7).
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { electronRuntime, root } from '../../tooling/runtimes.ts';
import { declare, entry, log } from '../deeds.ts';
import { environment, isForOthers, openDesktop, removeFolder, rootArguments, temporaryFolder } from './desktop.ts';

interface Said {
  code: number | null;
  out: string;
  err: string;
}

function warroom(...args: readonly string[]): Promise<Said> {
  const child = spawn(electronRuntime().path, [...rootArguments, root, ...args], { env: environment() });
  const said = { out: '', err: '' };
  child.stdout.on('data', (piece: Buffer) => (said.out += piece.toString('utf8')));
  child.stderr.on('data', (piece: Buffer) => (said.err += piece.toString('utf8')));
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', (code) => resolve({ code, ...said }));
  });
}

test('verbs beside the window: listed, exported as a PDF, and what is imported is shown at once', async () => {
  const dataDir = temporaryFolder('verbs');
  const desktop = await openDesktop({ dataDir });
  const { page } = desktop;
  await declare(page, { title: 'Payments fail', severity: 1, name: 'Ana Ruiz', commander: 'Ana Ruiz' });
  await log(page, 'The error rate stays near 20 %');

  const listed = await warroom('list', '--json', '--data-dir', dataDir);
  expect(listed.code).toBe(0);
  const { incidents } = JSON.parse(listed.out) as { incidents: { number: string; title: string }[] };
  expect(incidents).toMatchObject([{ title: 'Payments fail' }]);
  const number = incidents[0]?.number ?? '';

  const paper = join(dataDir, 'report.pdf');
  const exported = await warroom('export', number, '--format', 'pdf', '--out', paper, '--data-dir', dataDir);
  expect(exported).toMatchObject({ code: 0, out: `${paper}\n` });
  const pdf = readFileSync(paper, 'latin1');
  expect(pdf.slice(0, 5)).toBe('%PDF-');
  expect(pdf).toContain('/StructTreeRoot');
  expect(isForOthers(paper)).toBe(false);
  expect(isForOthers(join(dataDir, 'warroom.sock'))).toBe(false);

  const night = join(dataDir, 'night.txt');
  writeFileSync(night, '2025-02-28 02:50Z the database is down\n');
  const took = await warroom('import', night, '--into', number, '--data-dir', dataDir);
  expect(took).toMatchObject({ code: 0, out: expect.stringContaining('1 entry added') });
  await expect(entry(page, 'the database is down')).toBeVisible();
  await desktop.close();
  removeFolder(dataDir);
});
