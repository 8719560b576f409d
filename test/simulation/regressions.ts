// Nights that went wrong once, made short: they are lived again in every test run.
import { fileURLToPath } from 'node:url';
import type { Night } from './night.ts';

export interface Regression {
  /** the promise that it broke */
  why: string;
  /** the commit at which it did */
  commit: string;
  night: Night;
}

export const regressionsFile = fileURLToPath(new URL('regressions.json', import.meta.url));
