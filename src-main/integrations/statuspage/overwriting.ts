// Component states that somebody set on the page after our last word are not written over silently: the post waits once, says
// both, and goes with the next try, which a person asks for.
import { saidStates, type ComponentChange } from '../../../src-shared/incident/page-drift.ts';
import type { Incident } from '../../../src-shared/incident/index.ts';
import type { ComponentState, Page } from '../../../src-shared/incident/status-page.ts';
import { componentsNamed, type PageComponent } from '../../../src-shared/page-components.ts';
import type { Effect, Outcome } from '../integration.ts';
import type { PostBody } from './render.ts';
import { stateOf } from './pages.ts';

type Overwritten = ComponentChange & { wanted: ComponentState };

/** Components that stand neither as the record has them from before this post, nor as it wants them. */
export function otherwise(
  incident: Incident,
  page: Page,
  { effect, post, onPage }: { effect: Effect; post: PostBody; onPage: readonly PageComponent[] },
): Overwritten[] {
  const said = saidStates(incident, page, ({ publishedAt = 0 }) => publishedAt < effect.at);
  return post.components.flatMap(({ name, state: wanted }) => {
    const [there, ...others] = componentsNamed(name, onPage);
    const ours = said.get(name);
    const theirs = stateOf(there?.state);
    if (theirs === null || others.length > 0 || ours === undefined) return [];
    if (theirs === wanted || theirs === ours || wasChosen(incident, page, name, theirs)) return [];
    return [{ name, ours, theirs, wanted }];
  });
}

/** Somebody saw theirs and wants ours. */
function wasChosen({ pageDrift }: Incident, page: Page, name: string, theirs: ComponentState): boolean {
  const newest = pageDrift.findLast(
    (one) => one.page === page && one.components?.some((each) => each.name === name && each.theirs === theirs) === true,
  );
  return newest?.settled?.choice === 'ours';
}

/** Asked once for the same; `note`: what was written over then. */
export function overwriting(
  asked: Map<string, string>,
  key: string,
  changed: readonly Overwritten[],
): { is: 'fine'; note: string | null } | (Outcome & { is: 'parked' }) {
  if (changed.length === 0) return { is: 'fine', note: null };
  const how = changed
    .slice(0, MOST)
    .map(({ name, ours, theirs }) => `${name}: ${words(theirs)} there, ${words(ours)} here`);
  const what = `${how.join('; ')}${changed.length > MOST ? ` and ${changed.length - MOST} more` : ''}`;
  if (asked.get(key) === what) return { is: 'fine', note: `Written over on the page, as asked: ${what}.` };
  asked.set(key, what);
  return {
    is: 'parked',
    what: 'item',
    why: `Somebody set components on the page otherwise than the record has them (${what})`,
    mend: `Try again: that sets ${changed
      .slice(0, MOST)
      .map(({ name, wanted }) => `${name} to ${words(wanted)}`)
      .join(', ')}. Or withdraw it.`,
  };
}

const MOST = 5;

function words(state: string): string {
  return state.replaceAll('-', ' ');
}
