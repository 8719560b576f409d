// What a post says beside its text, in words: components with their states, and whether subscribers hear of it.
import type { ComponentState, Publication } from './status-page.ts';

const WORST_FIRST: readonly ComponentState[] = [
  'major-outage',
  'partial-outage',
  'degraded-performance',
  'under-maintenance',
  'operational',
];

export function besideText(post: Pick<Publication, 'components' | 'notify'>): string {
  const groups = componentsByState(post.components).map((g) => `${g.label}: ${g.names.join(', ')}`);
  return [...groups, post.notify ? 'subscribers notified' : 'nobody notified'].join('; ');
}

/** Components with the same state together, the worst first. */
export function componentsByState(
  components: readonly { name: string; state: ComponentState }[],
): { label: string; names: string[] }[] {
  return WORST_FIRST.flatMap((state) => {
    const names = components.filter((c) => c.state === state).map((c) => c.name);
    const label = state.replaceAll('-', ' ');
    return names.length === 0 ? [] : [{ label: label.charAt(0).toUpperCase() + label.slice(1), names }];
  });
}
