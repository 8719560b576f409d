// Why a file from elsewhere is not taken in, in words for the person. Whatever it is: the record here is untouched, and the
// file is where it was.
import { refuse, type Refused } from '../../src-shared/incident/refusal.ts';
import type { Merged } from '../journal/journal.ts';
import type { NotRead } from './handover-file.ts';

const KEPT = 'Nothing here was changed, and the file is where it was.';

export function notRead({ why, part }: NotRead): Refused {
  const at = part === null ? '' : ` (at ${part})`;
  switch (why) {
    case 'not-a-handover-file':
      return refuse('malformed', `This is not a handover file of Warroom. ${KEPT}`);
    case 'newer':
      return refuse(
        'not-available',
        `This file was made by a newer Warroom. Update this one, or have the file made with the version that is here. ${KEPT}`,
      );
    case 'cut-off':
      return refuse('malformed', `The file ends too early: it was not copied whole${at}. Copy it again. ${KEPT}`);
    case 'changed':
      return refuse('malformed', `The file was changed since it was made${at}. Have it made anew. ${KEPT}`);
    case 'wrong-passphrase':
      return refuse(
        'forbidden',
        `The passphrase does not fit this file. Have it said again, letter by letter. ${KEPT}`,
        'passphrase',
      );
    case 'bad-name':
      return refuse('malformed', `The file holds a part whose name Warroom does not write${at}. ${KEPT}`);
    case 'not-complete':
      return refuse('malformed', `A part of the file is missing${at}. Have it made anew. ${KEPT}`);
    case 'malformed':
      return refuse('malformed', `The file is not one that Warroom makes${at}. ${KEPT}`);
  }
}

export function notMerged({ why, detail }: Exclude<Merged, { ok: true }>): Refused {
  switch (why) {
    case 'unreadable':
      return refuse('malformed', `Its record holds what this Warroom cannot read: ${detail}. ${KEPT}`);
    case 'changed':
      return refuse('malformed', `An event of its record is not the one that was written: ${detail}. ${KEPT}`);
    case 'cut':
      return refuse('malformed', `A part of its record was left out: ${detail}. ${KEPT}`);
    case 'unsigned':
      return refuse('malformed', `Its record holds what its own laptop has not signed for: ${detail}. ${KEPT}`);
    case 'fork':
      return refuse(
        'malformed',
        `Its record and the one here say different things under one number: ${detail}. One of the two laptops was set back to an earlier disk, or the file is forged. ${KEPT} Go on with the record that you trust, and keep both.`,
      );
    case 'other-incident':
      return refuse('malformed', `It is another incident that bears the id of one that is here. ${KEPT}`);
    case 'erased':
      return refuse('not-available', `This incident was deleted here for good, so it is not taken in again. ${KEPT}`);
    case 'disk-full':
      return refuse('disk-full', 'Not taken in: the disk is full. Free some space, then press the button again.');
    case 'io-error':
      return refuse('storage-failed', 'Not taken in: the disk gave an error. Nothing was changed; try again.');
  }
}
