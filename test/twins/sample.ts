// The friendly company that `npm run twins` plays: a Slack workspace and two status pages, with names to try things with.
import type { SeedChannel, SeedPerson } from './slack/index.ts';
import type { SeedPage } from './statuspage/index.ts';

export const people: readonly SeedPerson[] = [
  { name: 'ana', realName: 'Ana Ruiz', email: 'ana@example.com' },
  { name: 'bo', realName: 'Bo Chen', email: 'bo@example.com' },
  { name: 'cleo', realName: 'Cleo Marsh', displayName: 'cleo (support)', email: 'cleo@example.com' },
  { name: 'dmitri', realName: 'Dmitri Volkov', email: 'dmitri@example.com' },
  { name: 'efua', realName: 'Efua Mensah', displayName: 'Efua', email: 'efua@example.com' },
  { name: 'finn', realName: 'Finn Larsen', displayName: 'Finn (CTO)', email: 'finn@example.com' },
  { name: 'statusbot', realName: 'Status Bot', bot: true },
];

export const channels: readonly SeedChannel[] = [
  { name: 'general', members: ['ana', 'bo', 'cleo', 'dmitri', 'efua', 'finn'] },
  { name: 'incidents', members: ['ana', 'bo', 'cleo', 'dmitri', 'efua'] },
  { name: 'exec-updates', members: ['finn', 'ana'] },
];

export const pages: readonly SeedPage[] = [
  {
    id: 'pgpublic0001',
    name: 'Example Status',
    subdomain: 'example',
    subscribers: 1200,
    components: [
      { id: 'cmpwebsite01', name: 'Website' },
      { id: 'cmpcheckout1', name: 'Checkout' },
      { id: 'cmppayments1', name: 'Payments' },
      {
        id: 'grpplatform1',
        name: 'Platform',
        children: [
          { id: 'cmpapi000001', name: 'API' },
          { id: 'cmplogin0001', name: 'Login' },
        ],
      },
    ],
  },
  {
    id: 'pgprivate001',
    name: 'Example Status for partners',
    subdomain: 'example-partners',
    isPrivate: true,
    subscribers: 14,
    components: [
      { id: 'cmpfeeds0001', name: 'Feeds' },
      { id: 'cmpreports01', name: 'Reports' },
    ],
  },
];
