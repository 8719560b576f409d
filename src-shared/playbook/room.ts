// What the incident's channel may say by a sign instead of a sentence, as a playbook writes it: reactions that put a message
// on the timeline, and the words and signs by which somebody acknowledges an order (DOMAIN.md 6; S2: acknowledge everything).
import { z } from 'zod';
import { line, listOf, mapOf, oneOf, section, words } from './words.ts';

/** What a reaction does with the message it is put on. `acknowledge`: only on an order that Warroom posted there. */
export const reactionMeanings = [
  'timeline',
  'star',
  'decision',
  'action',
  'task',
  'hypothesis',
  'acknowledge',
] as const;
export type ReactionMeaning = (typeof reactionMeanings)[number];

/** As Slack names it, without the colons: `pushpin`, `+1`, `white_check_mark`. */
const reactionName = z.string().regex(/^(?!constructor$|__proto__$)[a-z0-9_+'-]{1,80}$/u, {
  error: words('the name of a reaction without its colons', 'Write e.g. pushpin: timeline.'),
});

/** Not set: no reaction means anything, and nothing that is said acknowledges an order. */
export const roomPart = section({
  reactions: mapOf(
    reactionName,
    oneOf(reactionMeanings),
    'Write a line for each reaction, e.g. pushpin: timeline.',
  ).default({}),
  acknowledgements: listOf(line(40, 'Copy'), 0, 20, 'words').default([]),
}).default({ reactions: {}, acknowledgements: [] });
