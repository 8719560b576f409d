import { onTestFinished } from 'vitest';
import { journalContract } from './contract.ts';
import { makeFolder, opened } from './kit.ts';

journalContract('SQLite', async ({ clock }) => {
  const dir = makeFolder(onTestFinished);
  const open = (): ReturnType<typeof opened> => opened(dir, onTestFinished, { clock });
  let journal = await open();
  return {
    journal,
    reopen: async () => {
      await journal.close();
      journal = await open();
      return journal;
    },
  };
});
