// What a person may set to their liking on this machine. Not part of any incident's record.
import { z } from 'zod';
import { entryFilterSchema } from './incident/entry-filter.ts';
import { oneLine } from './incident/fields.ts';
import { isZone } from './text/clock-times.ts';

export const preferencesSchema = z.strictObject({
  theme: z.enum(['system', 'dark', 'light']),
  /** IANA name for the local times beside UTC */
  zone: z.string().max(60).refine(isZone, 'This is not a time zone. Write one like Europe/Berlin or UTC.'),
  sound: z.boolean(),
  keepAwake: z.boolean(),
  stayInTray: z.boolean(),
  /** views of the timeline under a name; the first nine have a key */
  views: z
    .array(z.strictObject({ name: oneLine('The name', 40), filter: entryFilterSchema }))
    .max(20, 'There are 20 views already. Remove one that you no longer need.'),
  /** opens the one-line capture over any program, as Electron writes it; '' for none */
  captureShortcut: z
    .string()
    .regex(
      /^(?:|(?:(?:CommandOrControl|Alt|Shift|Super)\+){1,3}(?:[A-Z0-9]|F(?:[1-9]|1\d|2[0-4])|Space))$/u,
      'Write it like CommandOrControl+Shift+L: one or more of CommandOrControl, Alt, Shift, Super, then a letter or digit.',
    )
    .refine(
      (keys) => keys === '' || !/^Shift\+[A-Z0-9]$/u.test(keys),
      'Shift alone would take a letter from every program. Add another key.',
    ),
  /** where handover files are laid and noticed, a whole path; '' for none */
  sharedFolder: z
    .string()
    .trim()
    .max(500, 'This path is too long.')
    .regex(/^\P{C}*$/u, 'This path has a character in it that cannot be seen. Type it anew.'),
  /** days after closing before which an incident cannot be deleted; null: no such time */
  retentionDays: z.int().min(30, 'Keep at least 30 days.').max(3650).nullable(),
});

export type Preferences = z.output<typeof preferencesSchema>;
export type SavedView = Preferences['views'][number];
