// How far a window of ours reaches: the cockpit asks for anything, the timer only looks at the list, and opens or closes.

export type Reach = 'everything' | 'the list';

const LISTS: ReadonlySet<unknown> = new Set(['index', 'host']);
const DEEDS: ReadonlySet<unknown> = new Set(['timer.show', 'cockpit.show']);

/** `request` is whatever came over; what it is of is checked at the choke point all the same. */
export function mayAsk(reach: Reach, request: unknown): boolean {
  if (reach === 'everything') return true;
  const { kind, scope, command } = fields(request);
  if (kind === 'subscribe') return LISTS.has(scope);
  return kind === 'unsubscribe' || (kind === 'host' && DEEDS.has(fields(command)['type']));
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
