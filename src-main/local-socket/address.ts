// Where a running Warroom takes errands: a socket in the data folder, which nobody else may enter. The system allows about a hundred
// bytes for such a name; for a longer folder it lies in a folder of this account's own among the system's short-lived files, named by
// a hash. Windows has named pipes instead, which its default lets only this account and the administrators write to.
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { isCode } from '../../src-shared/error-code.ts';

const SOCKET = 'warroom.sock';
/** of the name with its end; macOS has 104, Linux 108 */
const LONGEST = 103;

export interface Machine {
  platform: NodeJS.Platform;
  /** of this account; undefined: the system has none (Windows) */
  uid: number | undefined;
  /** where short-lived files of this account may lie, the best first */
  folders: readonly string[];
}

export function thisMachine(): Machine {
  const uid = process.getuid?.();
  // By the account, not by the environment: a verb from a timer has another one than the desktop.
  return { platform: process.platform, uid, folders: [`/run/user/${uid}`, '/tmp'] };
}

/** The names at which it may be, the best first. `dataDir` has to be there; by whatever name it is called, they are the same. */
export function addressesOf(dataDir: string, { platform, uid, folders }: Machine = thisMachine()): readonly string[] {
  const real = realpathSync.native(dataDir);
  if (platform === 'win32') {
    const name = createHash('sha256').update(`${userInfo().username}\n${real.toLowerCase()}`).digest('hex');
    return [`\\\\.\\pipe\\warroom-${name.slice(0, 32)}`];
  }
  const inside = join(real, SOCKET);
  if (Buffer.byteLength(inside) <= LONGEST) return [inside];
  const name = createHash('sha256').update(real).digest('hex').slice(0, 32);
  return folders.filter((folder) => isFolder(folder)).map((folder) => join(folder, `warroom-${uid}`, `${name}.sock`));
}

/** Makes the folder of an address where it is missing. Throws, in words, where it is not this account's alone. */
export function prepareAddress(address: string, { platform, uid }: Machine = thisMachine()): void {
  if (platform === 'win32') return;
  const folder = dirname(address);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  }
  const trouble = notOurs(folder, uid);
  if (trouble !== null) throw new Error(trouble);
}

/** Whether a Warroom of this account may listen there: `none`, or why it is not to be trusted. */
export function lookAt(
  address: string,
  { platform, uid }: Machine = thisMachine(),
): { is: 'there' } | { is: 'none' } | { is: 'foreign'; why: string } {
  if (platform === 'win32') return { is: 'there' };
  const found = lstatSync(address, { throwIfNoEntry: false });
  if (found === undefined) return { is: 'none' };
  if (!found.isSocket() || found.uid !== uid)
    return { is: 'foreign', why: `${address} is not a socket of your account.` };
  const why = notOurs(dirname(address), uid);
  return why === null ? { is: 'there' } : { is: 'foreign', why };
}

/** What others could put there would be taken for ours. */
function notOurs(folder: string, uid: number | undefined): string | null {
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== uid) return `${folder} is not a folder of your account.`;
  return (found.mode & 0o077) === 0 ? null : `${folder} is open to other accounts.`;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
