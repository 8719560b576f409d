// The first word of each side: which version speaks. The others would not mean the same by what follows.
import { z } from 'zod';

/** Raised when anything after the greeting changes. */
export const PROTOCOL = 1;

/** Not strict: a newer one may say more, and is to be told which version runs here. */
export const greetingSchema = z.object({
  warroom: z.literal('errand'),
  protocol: z.int().min(1),
  version: z.string().regex(/^[\w.+-]{1,40}$/u),
});

export const welcomeSchema = z.object({ ok: z.literal(true) });
