// Two letters for a face: of the first and last word, or the first two of a single one.

export function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const letters = words.length === 1 ? Array.from(words[0] ?? '').slice(0, 2) : [first(words[0]), first(words.at(-1))];
  return letters.join('').toLocaleUpperCase('en');
}

function first(word: string | undefined): string {
  return Array.from(word ?? '')[0] ?? '';
}
