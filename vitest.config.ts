// Two kinds of fast tests: `unit` in plain Node, `renderer` with a DOM. E2E, bench and torture have runners of their own.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const elsewhere = ['test/e2e/**', 'test/bench/**', 'test/torture/**', 'test/fixtures/**'];

export default defineConfig({
  test: {
    reporters: ['default'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    allowOnly: false,
    // Most of the time that a journal takes to open is the compiling of its threads, the same each time.
    env: { NODE_COMPILE_CACHE: join(tmpdir(), 'warroom-compiled') },
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: [...elsewhere, 'test/renderer/**'],
        },
      },
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
