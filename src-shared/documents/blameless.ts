// Blameless wording (DOMAIN.md 13): a line that puts a person where a system belongs, or says "if only", with a better question.
// It points out and changes nothing: what was said stays said.

export interface Blaming {
  /** the words that were found */
  found: string;
  /** what to ask instead */
  ask: string;
}

/** The first such place in a text; null: there is none. `names`: the people of the incident. */
export function blaming(text: string, names: readonly string[]): Blaming | null {
  for (const { words, ask } of PATTERNS) {
    const found = words.exec(text)?.[0];
    if (found !== undefined) return { found, ask };
  }
  const low = text.toLowerCase();
  for (const name of names) {
    const at = low.indexOf(name.toLowerCase());
    if (name.length < 2 || at === -1) continue;
    const deed = DEED.exec(text.slice(at + name.length, at + name.length + 40));
    if (deed !== null)
      return {
        found: text.slice(at, at + name.length + deed[0].length),
        ask: 'What made it possible, and what would have stopped it whoever had been there?',
      };
  }
  return null;
}

const PATTERNS: readonly { words: RegExp; ask: string }[] = [
  { words: /\bif only\b/iu, ask: 'What did people know at that moment, and what would have shown them more?' },
  {
    words: /\b(?:should|could|ought to|must) (?:not )?have\b|\bshould(?:n't|n’t) have\b/iu,
    ask: 'What made the way it was done look right at the time?',
  },
  { words: /\bhuman error\b/iu, ask: 'What let one slip come so far, and where could it have been caught?' },
  {
    words: /\b(?:careless|negligent|incompetent|lazy|stupid)\w*/iu,
    ask: 'What were they dealing with at that moment, and what was in their way?',
  },
  {
    words: /\b(?:forgot|failed|neglected) to\b|\bdid(?:n't|n’t| not) bother\b/iu,
    ask: 'What was to remind or to check, and why did it not?',
  },
  {
    words: /\b\w+['’]s (?:fault|mistake)\b|\bto blame\b|\bblame[sd]? \w+/iu,
    ask: 'What in the system made this likely?',
  },
];

const DEED =
  /^ (?:accidentally |wrongly |mistakenly |just )?(?:broke|caused|deleted|missed|ignored|messed|screwed|crashed|killed|took down|forgot)\b/iu;
