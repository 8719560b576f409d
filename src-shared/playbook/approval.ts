// Who approves a public post before it goes out (DOMAIN.md 7): legal or PR, where a team wants that (S2). Not set by default.
import { z } from 'zod';
import { id, line, listOf, section, words, yesOrNo } from './words.ts';

const severityWords = words('a severity: 1, 2, 3 or 4', 'Write e.g. 3.');

const rule = section({
  /** as the cockpit says it */
  by: line(60, 'Legal or PR'),
  /** the role whose holder it is; left out: whoever is named at the time */
  role: id('legal-counsel').optional(),
  /** left out: at every severity */
  severities: listOf(z.literal([1, 2, 3, 4], { error: severityWords }), 1, 4, 'severities').optional(),
  /** true: asked where somebody wants it, post by post */
  optional: yesOrNo().default(false),
});

/** null: a post asks nobody. */
export const approvalPart = z
  .union([z.null(), z.literal('none'), rule], {
    error: words('a map with by, or "none"', 'Write e.g. approval: { by: Legal or PR }.'),
  })
  .transform((value) => (value === 'none' ? null : value))
  .default(null);
