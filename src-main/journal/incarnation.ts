// Is this journal the one we closed, or a copy, or an older one put back? A journal that went on somewhere else must not
// number its events like the other: it gets an origin of its own. How it is told, and its limits: docs/decisions/0003.
import { hash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FILES, writeWhole } from './folder.ts';

/** Which file this is, beyond its content: a copy has another inode and another time of birth. */
interface Identity {
  inode: string;
  bornNs: string;
}

interface Sidecar {
  /** turned at every start; the journal holds the same */
  token: string;
  /** while a turn is under way: the token the journal may still hold */
  before: string | null;
  journal: Identity;
  /** this very file: an older one written over it in place has kept its words and not its birth */
  self: Identity;
  machine: string;
}

/** Whether the journal with this token is the one this folder was left with. Any doubt is a no: a new origin does no harm. */
export function isOurs(dir: string, token: string | undefined): boolean {
  const side = readSidecar(dir);
  if (side === null || token === undefined) return false;
  return (
    (side.token === token || side.before === token) &&
    same(side.journal, identityOf(join(dir, FILES.journal))) &&
    same(side.self, identityOf(join(dir, FILES.incarnation))) &&
    side.machine === machine()
  );
}

/** The first half of a turn: says that the journal holds `before` or, once it is written there, `token`. */
export function beginTurn(dir: string, token: string, before: string | null): void {
  writeSidecar(dir, token, before);
}

/** The second half, after the journal holds `token`: from here on an older journal is known as such. */
export function endTurn(dir: string, token: string): void {
  writeSidecar(dir, token, null);
}

function writeSidecar(dir: string, token: string, before: string | null): void {
  const path = join(dir, FILES.incarnation);
  const journal = identityOf(join(dir, FILES.journal));
  const words = (self: Identity): string =>
    `${JSON.stringify({ token, before, journal, self, machine: machine() } satisfies Sidecar)}\n`;
  // Its own identity is known only once it is there; so it is put in place, looked at, and then filled in.
  writeWhole(path, words({ inode: '', bornNs: '' }));
  writeFileSync(path, words(identityOf(path)), { flush: true });
}

function readSidecar(dir: string): Sidecar | null {
  try {
    const read: unknown = JSON.parse(readFileSync(join(dir, FILES.incarnation), 'utf8'));
    return isSidecar(read) ? read : null;
  } catch {
    return null; // Missing, or torn by a power cut: then it proves nothing.
  }
}

function isSidecar(read: unknown): read is Sidecar {
  if (
    typeof read !== 'object' ||
    read === null ||
    !('token' in read && 'before' in read && 'journal' in read && 'self' in read && 'machine' in read)
  )
    return false;
  return (
    typeof read.token === 'string' &&
    (read.before === null || typeof read.before === 'string') &&
    isIdentity(read.journal) &&
    isIdentity(read.self) &&
    typeof read.machine === 'string'
  );
}

function isIdentity(read: unknown): read is Identity {
  return typeof read === 'object' && read !== null && 'inode' in read && 'bornNs' in read;
}

function identityOf(path: string): Identity {
  const { ino, birthtimeNs } = statSync(path, { bigint: true });
  return { inode: ino.toString(), bornNs: birthtimeNs.toString() };
}

function same(a: Identity, b: Identity): boolean {
  return a.inode === b.inode && a.bornNs === b.bornNs;
}

/**
 * The machine, where it can be told without asking other programs; hashed, because the id itself is nobody's business.
 * Not the host name: a laptop changes it with the network.
 */
function machine(): string {
  try {
    return hash('sha256', `warroom ${readFileSync('/etc/machine-id', 'utf8').trim()}`, 'hex').slice(0, 32);
  } catch {
    return '';
  }
}
