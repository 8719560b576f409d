// Three kinds of fast tests: `unit` in plain Node, `shared` there too, `renderer` with a DOM. E2E, bench and torture have runners
// of their own.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/**
 * Tests that leave nothing behind: no environment, no signal, no global. They share their processes, and so the modules that they
 * load, which takes a file longer than its tests.
 */
const shared = ['documents', 'incident', 'integrations', 'outbox', 'playbook', 'text', 'twins'].map(
  (folder) => `test/${folder}/**/*.test.ts`,
);
const elsewhere = ['test/e2e/**', 'test/bench/**', 'test/torture/**', 'test/fixtures/**'];

/** The style of paper is a part of the HTML file; of other styles no test without a page knows. */
const css = { include: [/print\.css/u] };

export default defineConfig({
  test: {
    reporters: ['default'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    allowOnly: false,
    // All of them: one is left free by default, which is half of a small machine.
    maxWorkers: '100%',
    // Most of the time that a journal takes to open is the compiling of its threads, the same each time.
    env: { NODE_COMPILE_CACHE: join(tmpdir(), 'warroom-compiled') },
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          css,
          include: ['test/**/*.test.ts'],
          exclude: [...elsewhere, ...shared, 'test/renderer/**'],
        },
      },
      { test: { name: 'shared', environment: 'node', css, include: shared, isolate: false } },
      {
        plugins: [react()],
        test: {
          name: 'renderer',
          environment: 'happy-dom',
          include: ['test/renderer/**/*.test.{ts,tsx}'],
        },
      },
    ],
  },
});
