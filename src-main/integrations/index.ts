// The vendors: every folder beside this file is one, found by its name.
import type { Integration } from './integration.ts';

const folders = import.meta.glob<{ integration: Integration }>('./*/index.ts', { eager: true });

export const integrations: readonly Integration[] = Object.values(folders)
  .map(({ integration }) => integration)
  .toSorted((a, b) => (a.vendor < b.vendor ? -1 : 1));
