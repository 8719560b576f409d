// What is built: out/main (entries of Electron, the browser host and the command line, journal writer), out/preload (one CommonJS file) and
// out/renderer. All take their dependencies inside: a sandboxed preload must, and finding the hundreds of files of date-fns,
// zod and ajv one by one took the main process a second of its start (docs/benchmarks.md). `electron` alone stays outside.
import react from '@vitejs/plugin-react';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'electron-vite';
import { build } from 'vite';
import { clearStamp, sourceDigest, stampBuild } from './src-main/start/build-stamp.mjs';

const root = import.meta.dirname;
const at = (path: string): string => resolve(root, path);
const digest = sourceDigest(root);

export default defineConfig({
  main: {
    plugins: [
      { name: 'stamp-begin', buildStart: () => clearStamp(root) },
      { name: 'verifier', apply: 'build', closeBundle: writeVerifier },
    ],
    build: {
      outDir: 'out/main',
      sourcemap: true,
      externalizeDeps: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: {
          index: at('src-main/index.ts'),
          browser: at('src-main/browser.ts'),
          'command-line': at('src-main/command-line.ts'),
          writer: at('src-main/journal/writer.ts'),
        },
        // All in one folder, so that paths relative to a module hold wherever the bundler puts it.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'part-[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: { index: at('src-preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    // The renderer is built last: when it is written, the whole build is.
    plugins: [react(), { name: 'stamp-end', apply: 'build', closeBundle: () => stampBuild(root, digest) }],
    build: {
      outDir: 'out/renderer',
      emptyOutDir: true,
      minify: true,
      // The browser host serves the same pages to whatever browser is there, not to Electron's Chromium alone.
      target: 'es2023',
      cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
      // The content security policy lets nothing in that is not a file of ours: no data: URLs, no inline scripts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      rolldownOptions: { input: { index: at('src-renderer/index.html'), timer: at('src-renderer/timer.html') } },
    },
  },
});

/** The auditor's page: one file with everything in it, so that it can be opened from a disk. It lies beside the host that hands it out. */
async function writeVerifier(): Promise<void> {
  const built = await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: at('src-renderer/verify/verify.ts'), formats: ['iife'], name: 'verify' },
    },
  });
  const [output] = [built].flat();
  if (output === undefined || !('output' in output)) throw new Error('The page for auditors was not built.');
  const script = `\n${output.output[0].code.trim()}\n`;
  const page = readFileSync(at('src-renderer/verify/verify.html'), 'utf8');
  const style = /<style>(.*)<\/style>/su.exec(page)?.[1] ?? '';
  const sum = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;
  writeFileSync(
    at('out/main/verify.html'),
    page
      .replace('%SCRIPT_HASH%', () => sum(script))
      .replace('%STYLE_HASH%', () => sum(style))
      .replace(/\n\s*%SCRIPT%\n\s*/u, () => script),
  );
}
