// A modest guess of what kind an entry is, by its words: the preview's default, for a person to change.
// Conservative on purpose: an entry that is nothing for sure is an observation. Measured in test/text/kind-from-text.test.ts.
import type { EntryKind } from './entry-kind.ts';

export function kindFromText(text: string): EntryKind {
  // What an entry is shows in its first words; the bound keeps a huge paste from costing more.
  const head = text.slice(0, 240);
  const label = /^\W{0,4}(\p{L}{3,14})\s?:/u.exec(head)?.[1]?.toLowerCase();
  const labelled = label === undefined ? undefined : LABELS.get(label);
  return labelled ?? RULES.find(([, words]) => words.test(head))?.[0] ?? 'observation';
}

const LABELS: ReadonlyMap<string, EntryKind> = new Map<string, EntryKind>([
  ['decision', 'decision'],
  ['decided', 'decision'],
  ['hypothesis', 'hypothesis'],
  ['theory', 'hypothesis'],
  ['action', 'action'],
  ['task', 'task'],
  ['todo', 'task'],
  ['comms', 'communication'],
  ['communication', 'communication'],
  ['escalation', 'escalation'],
  ['escalated', 'escalation'],
  ['status', 'status'],
  ['note', 'note'],
  ['fyi', 'note'],
  ['observation', 'observation'],
  ['alert', 'observation'],
]);

// First match wins. Failures come before actions: "attempt fails on a timeout" is what was seen, not what was done.
const RULES: readonly (readonly [EntryKind, RegExp])[] = [
  ['status', /\bstatus ?page\b|\bsite banner\b|\bgoes read-only\b/i],
  [
    'decision',
    /\b(?:decided|decides|decision|we agreed|agreed to|chosen|postponed|go\/no-go|ruled out)\b|^(?:proposal|plan) (?:made|is) to\b/i,
  ],
  [
    'hypothesis',
    /\b(?:suspect(?:s|ed|ing)?|hypothes[ei]s|theory|wonders? (?:if|whether)|may be caused|might be|maybe|we think|probably caused|likely caused?|(?:root )?cause (?:found|named|identified)|points? (?:at|to) .{1,60}\b(?:cause|source))\b/i,
  ],
  [
    'escalation',
    /\b(?:escalat(?:e|es|ed|ing|ion)|called in|pulled in|paged (?:the|an?|in)\b|brought in|join(?:s|ed)? the (?:diagnosis|call|bridge|war room|investigation)|passed (?:straight )?to the|taken to the|(?:mail|call) to .{1,40}\basks)\b|\bsev ?\d (?:ticket|flag)\b.{0,20}\braised\b/i,
  ],
  [
    'communication',
    /\b(?:announce[ds]?|announcing|tells (?:users|customers)|told|notified|informed|replie[ds]|mailing list|newsletter|tweet(?:ed|s)?|sent to|mail says|(?:customer|user)s? asked|asked to confirm|by phone|second request|blog (?:post|tells|corrected|says|updated)|post-?mortem .{0,40}\bpublished)\b|\bsocial media(?: (?:notice|warning|update)|:)|^(?:e-?mail|update|message) (?:sent|to)\b/i,
  ],
  [
    'observation',
    /\b(?:fail(?:s|ed|ing|ures?)?|times? out|timed out|timeouts?|crash(?:es|ed|ing)?|unreachable|errors?|alerts?|drop(?:s|ped|ping)?|report(?:s|ed)?|confirms?|confirmed|unhealthy)\b/i,
  ],
  [
    'action',
    /\b(?:deploys?|deployed|deployment|redeploy(?:s|ed)?|roll(?:s|ed)? ?back|rollback|roll ?over begins|rollover starts|revert(?:s|ed)?|restart(?:s|ed|ing)?|reboot(?:s|ed)?|switched|turned (?:on|off)|disabled|enabled|scaled|terminated|merged|upgraded|patched|drained|failed over|failover|moved (?:to|back)|rotated|blocks?|blocked|locked down|applied|increased|added|tested|attempt|manual run|pipeline (?:run|started|deploys|for)|(?:tests?|build) .{0,30}\b(?:run|pass)|updated and|opened|stop(?:ped|s)? the|locked|put back|changed from)\b/i,
  ],
];
