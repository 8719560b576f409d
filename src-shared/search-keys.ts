// The key of a message of the room among what can be found, beside the ids of the timeline's lines.
import { z } from 'zod';

const key = z.tuple([z.literal('message'), z.string(), z.string(), z.string()]);

/** One channel may have been two incidents', so the incident is a part of it. */
export function messageKey(incident: string, { place, message }: { place: string; message: string }): string {
  return JSON.stringify(['message', incident, place, message]);
}

/** Undefined: it is the id of a line. */
export function messageIn(text: string): { place: string; message: string } | undefined {
  if (!text.startsWith('[')) return undefined;
  const [, , place, message] = key.parse(JSON.parse(text));
  return { place, message };
}
