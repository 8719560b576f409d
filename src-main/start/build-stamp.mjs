// Says whether out/ was built from the sources as they are now. The build writes the stamp, `npm start` reads it.
// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Everything that goes into a build. */
const sources = [
  'src-shared',
  'src-main',
  'src-preload',
  'src-renderer',
  'assets',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
];

/** What a whole build leaves behind; a stamp without them is worth nothing. */
const results = [
  'main/index.js',
  'main/browser.js',
  'main/command-line.js',
  'main/writer.js',
  'main/verify.html',
  'preload/index.cjs',
  'renderer/index.html',
];

/**
 * SHA-256 over the paths and contents of all sources: touching a file is no change, deleting one is.
 * @param {string} root the project's folder
 * @returns {string} hex
 */
export function sourceDigest(root) {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const path of filesUnder(root, source))
      hash
        .update(`${path}\0`)
        .update(readFileSync(join(root, path)))
        .update('\0');
  }
  return hash.digest('hex');
}

/** @param {string} root */
export function buildIsFresh(root) {
  const stamp = join(root, 'out', 'built-from');
  if (!existsSync(stamp) || !results.every((file) => existsSync(join(root, 'out', file)))) return false;
  return readFileSync(stamp, 'utf8') === sourceDigest(root);
}

/**
 * @param {string} root
 * @param {string} digest as `sourceDigest` gave it when the build began
 */
export function stampBuild(root, digest) {
  mkdirSync(join(root, 'out'), { recursive: true });
  writeFileSync(join(root, 'out', 'built-from'), digest);
}

/** A build under way is not fresh: a killed one must not pass for whole. @param {string} root */
export function clearStamp(root) {
  rmSync(join(root, 'out', 'built-from'), { force: true });
}

/**
 * @param {string} root
 * @param {string} path
 * @returns {string[]} files at or under `path`, sorted, with forward slashes
 */
function filesUnder(root, path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [path];
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesUnder(root, `${path}/${name}`));
}
