// What goes into a request: the frozen post in Statuspage's shape, and the words that tell what did not fit.
import { z } from 'zod';
import { componentsNamed, type PageComponent } from '../../../src-shared/page-components.ts';
import { componentStates, statusPageSteps } from '../../../src-shared/playbook/schema.ts';
import type { Effect } from '../integration.ts';
import { matched } from './components.ts';

/** Frozen at the click that let the post go. */
export const postBody = z.object({
  step: z.enum(statusPageSteps),
  components: z.array(z.object({ name: z.string(), state: z.enum(componentStates) })),
  notify: z.boolean(),
  /** the name a new incident on the page gets */
  title: z.string().optional(),
});
export type PostBody = z.output<typeof postBody>;

/** Statuspage's own limits. */
export const MAX_BODY = 25_000;
const MAX_NAME = 255;

export interface Rendered {
  /** the same for a new incident and for an update */
  incident: Record<string, unknown> & { components?: Readonly<Record<string, string>> };
  note: string | null;
}

/** More posts than one incident has; beyond them the oldest are not looked for any more. */
const MOST_KEYS = 50;

/**
 * `before`: names of the components that posts before this one named: they stay with the incident. `said`: the keys of those posts,
 * by which they are known again after newer ones.
 */
export function rendered(
  effect: Effect,
  post: PostBody,
  components: readonly PageComponent[],
  before: readonly string[],
  said: readonly string[],
): Rendered {
  const { states, missing, ambiguous } = matched(post.components, components);
  const ids = Object.keys(states);
  const stay = before.flatMap((name) => componentsNamed(name, components)).map(({ id }) => id);
  const notes = [
    ...(missing.length === 0 ? [] : [`Not on the page: ${few(missing)}.`]),
    ...(ambiguous.length === 0
      ? []
      : [`On the page more than once, so left as they are: ${few(ambiguous)}. Write them as Group / Name.`]),
  ];
  return {
    incident: {
      status: post.step,
      body: effect.text ?? '',
      // Theirs is true where it is not said, and mail cannot be called back.
      deliver_notifications: post.notify,
      // An update that names no component leaves them all as they are (DOMAIN.md 7).
      ...(ids.length === 0 ? {} : { components: states, component_ids: [...new Set([...ids, ...stay])] }),
      // Opaque ids alone: whoever reads the page's API reads them.
      metadata: {
        warroom: {
          k: effect.key,
          i: effect.incident,
          e: effect.epoch,
          t: effect.taken,
          ...(said.length === 0 ? {} : { s: said.slice(-MOST_KEYS) }),
        },
      },
    },
    note: notes.length === 0 ? null : notes.join(' '),
  };
}

/** At most 255 characters, never half of one. */
export function nameOf(title: string | undefined): string {
  const name = title?.trim() ?? '';
  if (name === '') return 'Incident';
  if ([...name].length <= MAX_NAME) return name;
  let cut = '';
  let length = 0;
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(name)) {
    length += [...segment].length;
    if (length > MAX_NAME) break;
    cut += segment;
  }
  return cut;
}

const NAMED = 8;
const NAME_SHOWN = 40;

/** A note is one line of the record. */
function few(names: readonly string[]): string {
  const more = names.length - NAMED;
  const shown = names
    .slice(0, NAMED)
    .map((name) => ([...name].length > NAME_SHOWN ? `${[...name].slice(0, NAME_SHOWN).join('')}…` : name));
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
