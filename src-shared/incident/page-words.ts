// What a post says beside its text, in words: components with their states, and whether subscribers hear of it.
import type { ComponentState, Publication } from './status-page.ts';

const WORST_FIRST: readonly ComponentState[] = [
  'major-outage',
  'partial-outage',
  'degraded-performance',
  'under-maintenance',
  'operational',
];

/** `said`: it is out; before that, nobody has been notified of anything. */
export function besideText({ components, notify }: Pick<Publication, 'components' | 'notify'>, said = true): string {
  const groups = componentsByState(components).map((g) => `${g.label}: ${g.names.join(', ')}`);
  return [...groups, `${notify ? 'subscribers' : 'nobody'} ${said ? '' : 'to be '}notified`].join('; ');
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
