// The page an auditor reads first: what is in the bundle, how to check it, and what it cannot show.
import type { EvidenceManifest } from '../../bundle/evidence-check.ts';
import type { Gap } from './gaps.ts';

export function auditorsReadme(
  { number, title, madeAt, madeBy, appVersion, events }: Omit<EvidenceManifest, 'parts'>,
  contents: readonly { name: string; what: string }[],
  gaps: readonly Gap[],
): string {
  return `EVIDENCE OF ${number}: ${title}

Made ${madeAt} (UTC) by ${madeBy} with Warroom ${appVersion}. ${events} events.

HOW TO CHECK IT
1. Unpack verify.html from this file and open it in any browser. It needs no network and sends nothing anywhere.
2. Choose the whole bundle, not what you unpacked. It says whether every byte is as it was written, or names the first part
   or event that is not.
3. Compare the digest it shows for each checkpoint with the message "Record sealed ..." in the chat room of the incident, where
   somebody else keeps it. Whoever doubts the page can write another: the form is described in Warroom's documentation.

WHAT IS IN IT
${contents.map(({ name, what }) => `- ${name}: ${what}`).join('\n')}

WHAT IS NOT IN IT
${gaps.length === 0 ? 'Nothing is known to be missing.' : gaps.map(gapLine).join('\n')}

WHAT A CHECK CANNOT SHOW
- Each event carries the hash of the one before it, and each station of Warroom signs where its events end. Nobody without a
  station's key can change, remove, add or reorder what that station wrote without being found. Whoever holds the key could
  write its whole record anew. Only a checkpoint that somebody else keeps (the chat room, or the one who took over command)
  shows that this was not done, for what lies before it.
- That what people wrote down is true, or complete. A time is the station's clock; when an event was really written stands beside
  when it is said to have happened.
- Tables (everything but the folder record) are made from the record for reading. Where they differ, the record counts.
- An event without its text was redacted: it is known that it was there, when, and of what kind. Its text cannot be guessed
  from the hash, which is made with 32 random bytes.
`;
}

function gapLine({ what, why, from, until }: Gap): string {
  const when = from === undefined ? '' : ` (${from}${until === undefined ? '' : ` to ${until ?? 'now'}`})`;
  return `- ${what}${when}: ${why}`;
}
