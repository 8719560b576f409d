// Presets for a team's playbook: S4 defines no severities and is no playbook of its own, but its chain, its first message and
// its cadence can be taken over one by one (DOMAIN.md, head and 10). Only the places they name change in the text: comments,
// order and spelling of all the rest stay as the team wrote them.
import { itemFirst, valueAt, type Edited } from './edit-yaml.ts';
import { readPlaybook } from './read-playbook.ts';
import type { Playbook } from './schema.ts';

type PresetId = 's4-chain' | 's4-first-message' | 's4-cadence';
type Edit = (text: string) => Edited;

interface Preset {
  id: PresetId;
  name: string;
  /** the edits, by what the playbook says as a whole; in words why it has no place for them */
  edits: (playbook: Playbook) => readonly Edit[] | string;
}

/** S4 tells no severities apart: its numbers are for those that have a war room everywhere (ours). */
const URGENT = [1, 2] as const;
const SOURCE = 'S4';

// Each has a response time of their own, and the next is called when it is over: 15 min, 30 min, 1 h, 2 h (S4). That it is
// gone through once is ours; positions are named as in the standard playbook, so that one phone book fits.
const CHAIN = [
  '- id: response-times',
  '  name: By response times # S4',
  '  rounds: 1',
  '  roundMin: 225',
  '  steps:',
  '    - { position: Primary on-call, afterMin: 0 } # 15 min to respond',
  '    - { position: Engineering lead, afterMin: 15 } # 30 min',
  '    - { position: Engineering manager, afterMin: 45 } # 1 h',
  '    - { position: VP Engineering, afterMin: 105 } # 2 h',
];

export const presets: readonly Preset[] = [
  {
    id: 's4-chain',
    name: 'Escalation by response times: 15 min, 30 min, 1 h, 2 h (S4)',
    edits: () => [(text) => itemFirst(text, ['escalation', 'chains'], 'response-times', CHAIN)],
  },
  {
    id: 's4-first-message',
    name: 'First message within 15 min (S4)',
    edits: ({ clocks }) => {
      const clock = clocks.find(({ doneBy }) => doneBy === 'status-page-posted');
      if (clock === undefined)
        return 'This playbook has no clock for the first post. Add one with doneBy: status-page-posted.';
      return URGENT.map((level) => (text) => valueAt(text, ['severities', level, 'clocks', clock.id], '15', SOURCE));
    },
  },
  {
    id: 's4-cadence',
    name: 'An update every 30 min (S4)',
    edits: ({ severities }) =>
      URGENT.flatMap((level): Edit[] => [
        (text) => valueAt(text, ['severities', level, 'updateEveryMin'], '30', SOURCE),
        // One number, not two: a shorter one from elsewhere would nudge before.
        ...(severities[level].updateEarliestMin === null
          ? []
          : [(text: string) => valueAt(text, ['severities', level, 'updateEarliestMin'], 'none', SOURCE)]),
        (text) => valueAt(text, ['statusPage', 'nextUpdateMin', level], '30', SOURCE),
      ]),
  },
];

/** The text with the preset in it; or in words why not. What it gives is a valid playbook, or it gives nothing. */
export function applyPreset(before: string, id: PresetId): Edited {
  const preset = presets.find((one) => one.id === id);
  const read = readPlaybook(before, 'this text');
  if (preset === undefined || !read.ok)
    return { ok: false, message: 'Mend the problems of this text first, then apply the preset.' };
  const edits = preset.edits(read.playbook);
  if (typeof edits === 'string') return { ok: false, message: edits };
  let text = before;
  for (const edit of edits) {
    const edited = edit(text);
    if (!edited.ok) return edited;
    ({ text } = edited);
  }
  const after = readPlaybook(text, 'this text');
  return after.ok
    ? { ok: true, text }
    : { ok: false, message: `It does not fit this playbook: ${after.problems[0]?.message ?? ''}` };
}
