// The pages that Statuspage's twin begins with.
import type { SeedComponent, SeedPage } from './index.ts';
import type { Component, Page } from './page.ts';

export const usualPages: readonly SeedPage[] = [
  {
    id: 'pgpublic0001',
    name: 'Example Status',
    components: [
      { id: 'cmpwebsite01', name: 'Website' },
      { id: 'cmpcheckout1', name: 'Checkout' },
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
];

export function pageOfSeed({ id, name = id, subdomain = id, ...seed }: SeedPage, now: number): Page {
  const { isPrivate = false, subscribers = 100, components = [] } = seed;
  return {
    id,
    name,
    subdomain,
    isPrivate,
    subscribers,
    createdAt: now,
    components: components
      .flatMap((one) => [one, ...(one.children ?? []).map((child) => ({ ...child, groupId: one.id }))])
      .map((one, i) => componentOf(one, i + 1, now)),
    incidents: [],
    mailings: [],
    maintenance: [],
  };
}

function componentOf(
  { id, name, description, status = 'operational', children, groupId }: SeedComponent & { groupId?: string },
  position: number,
  now: number,
): Component {
  return {
    id,
    name,
    description: description ?? null,
    status,
    group: children !== undefined,
    groupId: groupId ?? null,
    position,
    createdAt: now,
    updatedAt: now,
  };
}
