// Packs the built app and the packages it needs at run time into an ASAR, as the packager would: a header of names,
// offsets and sizes, then the files one after the other.
import { closeSync, existsSync, globSync, mkdirSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { builtinModules } from 'node:module';
import { root } from '../../tooling/runtimes.ts';

interface Folder {
  files: Record<string, Folder | { offset: string; size: number }>;
}

export function packApp(target: string): void {
  const paths = [
    ...filesOf('out').filter((path) => !path.endsWith('.map')),
    'package.json',
    ...neededPackages().flatMap(filesOf),
  ];
  const header: Folder = { files: {} };
  let offset = 0;
  const contents: Buffer[] = [];
  for (const path of paths) {
    const bytes = readFileSync(join(root, path));
    const names = path.split('/');
    const name = names.pop() ?? '';
    let folder = header;
    for (const step of names) {
      const next = (folder.files[step] ??= { files: {} });
      if (!('files' in next)) throw new Error(`${step} of ${path} is a file and a folder.`);
      folder = next;
    }
    folder.files[name] = { offset: String(offset), size: bytes.length };
    offset += bytes.length;
    contents.push(bytes);
  }

  const text = Buffer.from(JSON.stringify(header));
  const padded = Math.ceil(text.length / 4) * 4;
  const start = Buffer.alloc(16 + padded);
  // Chromium's pickles: the length of the second one in the first, the padded and the true length of the text in it.
  start.writeUInt32LE(4, 0);
  start.writeUInt32LE(8 + padded, 4);
  start.writeUInt32LE(4 + padded, 8);
  start.writeUInt32LE(text.length, 12);
  text.copy(start, 16);
  mkdirSync(dirname(target), { recursive: true });
  const file = openSync(target, 'w');
  for (const bytes of [start, ...contents]) writeSync(file, bytes);
  closeSync(file);
}

function filesOf(folder: string): string[] {
  return globSync(`${folder}/**/*`, {
    cwd: root,
    exclude: (name) => name === 'node_modules' && folder !== 'node_modules',
  })
    .filter((path) => statSync(join(root, path)).isFile())
    .map((path) => path.replaceAll('\\', '/'));
}

/** Folders of the packages the built main process imports, and of all that they need in turn. */
function neededPackages(): string[] {
  const found = new Set<string>();
  const visit = (name: string, from: string): void => {
    for (let place = from; ; place = dirname(place)) {
      const folder = join(place, 'node_modules', name);
      if (existsSync(join(root, folder, 'package.json'))) {
        if (found.has(folder)) return;
        found.add(folder);
        const { dependencies = {} } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as {
          dependencies?: Record<string, string>;
        };
        for (const needed of Object.keys(dependencies)) visit(needed, folder);
        return;
      }
      if (place === '.' || place === '') throw new Error(`${name}, needed by ${from}, is not installed.`);
    }
  };
  for (const file of globSync('out/main/*.js', { cwd: root })) {
    for (const [, imported = ''] of readFileSync(join(root, file), 'utf8').matchAll(
      /^import (?:[^"';]* from )?["']([^"'.][^"']*)["']/gmu,
    )) {
      const name = imported
        .split('/')
        .slice(0, imported.startsWith('@') ? 2 : 1)
        .join('/');
      if (name !== 'electron' && !name.startsWith('node:') && !builtinModules.includes(name)) visit(name, '.');
    }
  }
  return [...found];
}
