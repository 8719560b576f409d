// The shared folder, as a door: what somebody lays there under whatever name.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HEADER_BYTES, headerFault } from '../../src-main/bundles/cipher.ts';
import { openSharedFolder } from '../../src-main/platform/shared-folder.ts';
import { memoryStore } from '../incidents/host.ts';
import { NIGHT } from '../journal/kit.ts';

/** A file of this name is laid in the shared folder, by us and by somebody else: nothing leads out, and nothing odd is shown. */
export function sharedFolder(dir: string): (input: string) => Promise<string | null> {
  mkdirSync(dir, { recursive: true });
  const shared = openSharedFolder({
    path: () => dir,
    kind: { beginning: HEADER_BYTES, fault: headerFault },
    store: memoryStore(),
    // Nothing of it waits for the clock.
    clock: { now: () => NIGHT, steady: () => NIGHT, after: () => () => {} },
    log: { info: () => {}, error: () => {} },
    changed: () => {},
  });
  return async (input) => {
    const saved = await shared.save({ name: `${input}.warroom`, bytes: new Uint8Array() });
    let laid = 'It is there.';
    try {
      writeFileSync(join(dir, `${input.replaceAll('/', '')}.warroom`), '');
    } catch (error) {
      laid = String(error).slice(0, 40);
    }
    await shared.look();
    if (shared.state()?.files.length !== 0) throw new Error('It was told of what is no file of ours.');
    const refused = await shared.refuses(input);
    for (const name of readdirSync(dir)) rmSync(join(dir, name), { recursive: true });
    return saved.ok ? (refused?.refusal.message ?? null) : `${saved.refusal.message} ${laid}`;
  };
}
