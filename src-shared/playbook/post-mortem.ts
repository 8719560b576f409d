// By when the post-mortem is wanted, from the resolution on (DOMAIN.md 13). Not set by default.
import { z } from 'zod';
import { due } from './due.ts';
import { listOf, section, words } from './words.ts';

const severityWords = words('a severity: 1, 2, 3 or 4', 'Write e.g. 2.');

const rule = section({
  severities: listOf(z.literal([1, 2, 3, 4], { error: severityWords }), 1, 4, 'severities'),
  draft: due.default(null),
  /** the meeting */
  review: due.default(null),
  published: due.default(null),
});

/** null: no time is set. */
export const postMortemPart = z
  .union([z.null(), z.literal('none'), rule], {
    error: words('a map with severities, draft, review and published, or "none"', 'Write e.g. postMortem: none.'),
  })
  .transform((value) => (value === 'none' ? null : value))
  .default(null);
