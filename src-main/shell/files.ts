// The system's own dialogs for saving and opening a file.
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { app, dialog } from 'electron';
import type { BrowserWindow } from 'electron';
import type { FileKind } from '../../src-shared/bridge.ts';
import { writeWhole } from '../platform/write-whole.ts';
import type { NamedFile } from '../ports.ts';

const KINDS: Readonly<Record<FileKind, { name: string; extensions: string[] }>> = {
  handover: { name: 'Handover file of Warroom', extensions: ['warroom'] },
};

/** `title`: where the person has to be told why they are asked. */
export async function saveFile({ name, bytes }: NamedFile, window: BrowserWindow, title?: string): Promise<boolean> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    ...(title === undefined ? {} : { title }),
    defaultPath: join(app.getPath('downloads'), basename(name)),
  });
  if (canceled || filePath === '') return false;
  await writeWhole(filePath, bytes);
  return true;
}

export async function chooseFile(kind: FileKind, most: number, window: BrowserWindow): Promise<NamedFile | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    properties: ['openFile'],
    filters: [KINDS[kind], { name: 'All files', extensions: ['*'] }],
  });
  const [path] = filePaths;
  if (canceled || path === undefined) return null;
  const found = await stat(path);
  if (!found.isFile()) throw new Error('it is no file');
  if (found.size > most)
    throw new Error(`it has ${Math.ceil(found.size / 2 ** 20)} MB, and ${most / 2 ** 20} are the most`);
  return { name: basename(path), bytes: await readFile(path) };
}
