// Secrets in memory alone, gone when Warroom ends: for the browser host, and where a desktop has no keyring.
import type { Keychain } from '../ports.ts';

/** `why` says to the person that they are not kept, and what to do about it. */
export function memoryKeychain(why: string): Keychain {
  const secrets = new Map<string, string>();
  return {
    kept: false,
    why,
    get: async (name) => secrets.get(name) ?? null,
    set: async (name, secret) => {
      if (secret === null) secrets.delete(name);
      else secrets.set(name, secret);
    },
  };
}

export const NO_KEYCHAIN_IN_BROWSER =
  'Run in a browser, Warroom has no keychain: a secret typed here is forgotten when Warroom ends. To keep it, set the environment variable named at the field, or use the desktop app.';
