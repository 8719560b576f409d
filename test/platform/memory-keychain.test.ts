// Secrets in memory: there until Warroom ends, and it says so.
import { expect, it } from 'vitest';
import { NO_KEYCHAIN_IN_BROWSER, memoryKeychain } from '../../src-main/platform/memory-keychain.ts';

it('keeps a secret for this run alone, and says what keeps it longer', async () => {
  const keychain = memoryKeychain(NO_KEYCHAIN_IN_BROWSER);
  expect(keychain).toMatchObject({ kept: false, why: expect.stringContaining('set the environment variable') });
  await keychain.set('slack.token', 'xoxb-1');
  expect(await keychain.get('slack.token')).toBe('xoxb-1');
  expect(await memoryKeychain('').get('slack.token')).toBeNull();
  await keychain.set('slack.token', null);
  expect(await keychain.get('slack.token')).toBeNull();
});
