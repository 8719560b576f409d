// The components of a status page, found by the names that people give them: "Name", or "Group / Name" where it is there twice.
import type { PageComponents } from './delivery.ts';

export type PageComponent = PageComponents['components'][number];

/** Those that a name means: one where it is clear, several where it is not. One that stands in no group is meant first. */
export function componentsNamed<One extends Pick<PageComponent, 'name' | 'group'>>(
  name: string,
  components: readonly One[],
): One[] {
  const key = plain(name);
  const whole = components.filter((one) => plain(fullName(one)) === key);
  return whole.length > 0 ? whole : components.filter((one) => plain(one.name) === key);
}

/** The shortest name by which it alone is meant. */
export function clearName(component: PageComponent, components: readonly PageComponent[]): string {
  const [found, ...others] = componentsNamed(component.name, components);
  return others.length === 0 && found?.id === component.id ? component.name : fullName(component);
}

function fullName({ group, name }: Pick<PageComponent, 'name' | 'group'>): string {
  return group === null ? name : `${group} / ${name}`;
}

/** Upper and lower case, and how much space somebody left, make no other name. */
function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .replace(/ ?\/ ?/gu, '/')
    .trim();
}
