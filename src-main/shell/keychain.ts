// Secrets encrypted by the system's keychain, the ciphertext in the settings file. Where there is no keychain they stay in
// memory and the person is told: text that anybody can turn back (Linux's basic_text) is not kept (DESIGN.md 6).
import { z } from 'zod';
import type { Keychain, Log, Store } from '../ports.ts';

/** What is used of Electron's safeStorage. Not its promises: in Electron 42 they bring the process down. */
export interface SafeStorage {
  isEncryptionAvailable: () => boolean;
  /** Linux only */
  getSelectedStorageBackend: () => string;
  encryptString: (text: string) => Buffer;
  decryptString: (ciphertext: Buffer) => string;
}

interface KeychainPorts {
  safeStorage: SafeStorage;
  platform: NodeJS.Platform;
  store: Store;
  log: Log;
}

const KEY = 'secrets';

/**
 * Ask it once Electron is ready. The system's keychain is not touched before a secret is read or kept: it may ask for a
 * password, and the record does not wait for that.
 */
export function openKeychain({ safeStorage, platform, store, log }: KeychainPorts): Keychain {
  const plainText = platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text';
  const inMemory = new Map<string, string>();
  const unreadable = new Set<string>();
  let closed = false;

  /** A keyring that was closed may be open the next time. */
  function isOpen(): boolean {
    closed = plainText || !safeStorage.isEncryptionAvailable();
    return !closed;
  }

  function decrypted(name: string, ciphertext: string): string | null {
    try {
      const secret = safeStorage.decryptString(Buffer.from(ciphertext, 'base64'));
      unreadable.delete(name);
      return secret;
    } catch {
      // It stays where it is: the keyring it belongs to may come back.
      if (!unreadable.has(name)) log.error('a kept secret cannot be decrypted', { name });
      unreadable.add(name);
      return null;
    }
  }

  return {
    get kept() {
      return !plainText && !closed;
    },
    get why() {
      if (plainText) return NO_KEYRING;
      if (closed) return KEYCHAIN_CLOSED;
      return unreadable.size > 0 ? UNREADABLE : null;
    },
    get: async (name) => {
      const typed = inMemory.get(name);
      const ciphertext = ciphertexts(store)[name];
      if (typed !== undefined || ciphertext === undefined) return typed ?? null;
      return isOpen() ? decrypted(name, ciphertext) : null;
    },
    set: async (name, secret) => {
      if (secret === null) {
        inMemory.delete(name);
        forget(store, name);
      } else {
        // With what was typed while it was closed, so that all of it lies in one place.
        if (isOpen()) return keep(new Map([...inMemory, [name, secret]]));
        inMemory.set(name, secret);
      }
      unreadable.delete(name);
    },
  };

  function keep(secrets: ReadonlyMap<string, string>): void {
    const encrypted = [...secrets].map(([name, secret]) => [
      name,
      safeStorage.encryptString(secret).toString('base64'),
    ]);
    store.set(KEY, { ...ciphertexts(store), ...Object.fromEntries(encrypted) });
    inMemory.clear();
    for (const name of secrets.keys()) unreadable.delete(name);
  }
}

function forget(store: Store, name: string): void {
  const { [name]: gone, ...others } = ciphertexts(store);
  if (gone !== undefined) store.set(KEY, others);
}

function ciphertexts(store: Store): Readonly<Record<string, string>> {
  return z.record(z.string(), z.string()).safeParse(store.get(KEY)).data ?? {};
}

const IN_MEMORY =
  'a secret typed here is forgotten when Warroom ends. To keep it, set the environment variable named at the field';
const NO_KEYRING = `This desktop has no keyring: ${IN_MEMORY}, or set up a keyring (GNOME Keyring, KWallet).`;
const KEYCHAIN_CLOSED = `The keychain of this machine cannot be used now: ${IN_MEMORY}, or unlock the keychain and save again.`;
const UNREADABLE =
  'A secret kept here cannot be read any more: it was kept on another machine or account, or the keyring was reset. It counts as not set; enter it again.';
