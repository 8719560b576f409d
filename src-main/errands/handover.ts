// A handover file: looked at, and taken in where that is asked for, as the cockpit does it.
import { z } from 'zod';
import { MAX_FILE_BYTES } from '../../src-shared/bundle/container.ts';
import type { Refused } from '../../src-shared/incident/refusal.ts';
import { openHandovers } from '../bundles/handovers.ts';
import { type Ended, stopped } from './endings.ts';
import { type Place, refused } from './place.ts';

export const handoverErrand = z.strictObject({
  errand: z.literal('handover'),
  /** of the file, whose bytes come after it */
  size: z.int().min(1).max(MAX_FILE_BYTES),
  passphrase: z.string().max(200),
  preview: z.boolean(),
});
export type HandoverErrand = z.output<typeof handoverErrand>;

const FILE = 'file';

export async function takeHandover(
  place: Place,
  { passphrase, preview }: HandoverErrand,
  bytes: Uint8Array,
): Promise<Ended> {
  const handovers = openHandovers({
    ...place,
    files: { offer: () => '', read: () => ({ name: FILE, bytes }), forget: () => {} },
    me: () => place.person().name,
  });
  const looked = await handovers.look(FILE, passphrase);
  if (!looked.ok) return handoverRefused(looked);
  const seen = looked.answer;
  const data = {
    incident: seen.incident,
    number: seen.number,
    title: seen.title,
    events: seen.events,
    here: seen.here,
    added: seen.fresh,
    pending: seen.pending,
  };
  const about = `${seen.number}  ${seen.incident}  `;
  if (preview)
    return {
      ok: true,
      words: `${about}${seen.fresh} of ${seen.events} events would be added. Nothing was.\n`,
      data: { ...data, added: 0, wouldAdd: seen.fresh },
    };
  const answer = await handovers.open({ id: '', type: 'handover.open', file: FILE });
  if (!answer.ok) return handoverRefused(answer);
  return { ok: true, words: `${about}${seen.fresh} of ${seen.events} events added\n`, data };
}

function handoverRefused(answer: Refused): Ended {
  const { code, field, message } = answer.refusal;
  if (field === 'passphrase') return stopped('passphrase', message);
  return code === 'malformed' ? stopped('damaged', message) : refused(answer);
}
