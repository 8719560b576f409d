// Statuspage's settings: the key, the public page, a private one where there is one, and for tests another address.
import { z } from 'zod';
import type { SettingField } from '../../../src-shared/delivery.ts';

export const fields: readonly SettingField[] = [
  {
    name: 'apiKey',
    label: 'API key',
    help: 'In Statuspage: your picture, API info, Create key. An owner of the account has to do it.',
    secret: true,
    required: true,
    env: 'WARROOM_STATUSPAGE_API_KEY',
    placeholder: '89a229ce-1a8d-…',
  },
  {
    name: 'pageId',
    label: 'Page id',
    help: 'Of the public page. It stands under API info as well.',
    secret: false,
    required: true,
    env: 'WARROOM_STATUSPAGE_PAGE_ID',
    placeholder: 'kctbh9vrtdwd',
  },
  {
    name: 'privatePageId',
    label: 'Private page id',
    help: 'Only if you have a second page for a closed circle, in the same account: the key is for both.',
    secret: false,
    required: false,
    env: 'WARROOM_STATUSPAGE_PRIVATE_PAGE_ID',
    placeholder: 'kctbh9vrtdwd',
  },
  {
    name: 'apiUrl',
    label: 'API address',
    help: 'Leave it empty. For trying Warroom out against a page that is not Statuspage.',
    secret: false,
    required: false,
    env: 'WARROOM_STATUSPAGE_API_URL',
    placeholder: 'https://api.statuspage.io/v1',
  },
];

const pageId = (which: string) =>
  z
    .string({ error: `${which} is missing. Copy it from Statuspage: your picture, API info.` })
    .trim()
    .regex(/^[A-Za-z0-9_-]{1,64}$/u, {
      error: `${which} has letters and digits alone, e.g. kctbh9vrtdwd. Copy it from Statuspage: your picture, API info.`,
    });

export const config = z
  .object({
    apiKey: z
      .string({ error: 'The API key is missing. Create one in Statuspage: your picture, API info.' })
      .trim()
      .regex(/^[\x21-\x7e]{8,200}$/u, {
        error: 'This is not an API key: it has a space or a character keys do not have.',
      }),
    pageId: pageId('The page id'),
    privatePageId: pageId('The private page id').optional(),
    apiUrl: z
      .string()
      .trim()
      .default('https://api.statuspage.io/v1')
      .refine(isSafe, { error: 'The address has to begin with https:// (http:// only to this computer).' })
      .transform((url) => url.replace(/\/+$/u, '')),
  })
  .refine((all) => all.privatePageId !== all.pageId, {
    path: ['privatePageId'],
    error: 'This is the public page. Enter the id of the private one, or leave it empty.',
  });
export type Config = z.output<typeof config>;

/** The key goes with every request: never in the clear over a network. */
function isSafe(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/u;
