// Codes that are said over a bridge: five letters for every 16 bits, consonant and vowel in turn, so that they can be
// pronounced (proquints: D. S. Wilkerson, 2009).

const CONSONANTS = 'bdfghjklmnprstvz';
const VOWELS = 'aiou';

/** An even number of bytes as words, joined by dashes: `lusab-babad`. */
export function quints(bytes: Uint8Array): string {
  const words: string[] = [];
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    const bits = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
    words.push(
      [
        CONSONANTS.charAt(bits >> 12),
        VOWELS.charAt((bits >> 10) & 3),
        CONSONANTS.charAt((bits >> 6) & 15),
        VOWELS.charAt((bits >> 4) & 3),
        CONSONANTS.charAt(bits & 15),
      ].join(''),
    );
  }
  return words.join('-');
}

/** Whether the typed one is this code, whatever dashes, spaces and capitals it was typed with. */
export function sameCode(typed: string, code: string): boolean {
  return lettersOf(typed) === lettersOf(code);
}

/** Letter by letter, as it is spelled over a bridge: "Lima Uniform Sierra". */
export function spelled(word: string): string {
  return [...word].map((letter) => ALPHABET[letter] ?? letter).join(' ');
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/gu, '');
}

/** The letters that occur, in the alphabet of the ITU and NATO. */
const ALPHABET: Readonly<Record<string, string>> = {
  a: 'Alfa',
  b: 'Bravo',
  d: 'Delta',
  f: 'Foxtrot',
  g: 'Golf',
  h: 'Hotel',
  i: 'India',
  j: 'Juliett',
  k: 'Kilo',
  l: 'Lima',
  m: 'Mike',
  n: 'November',
  o: 'Oscar',
  p: 'Papa',
  r: 'Romeo',
  s: 'Sierra',
  t: 'Tango',
  u: 'Uniform',
  v: 'Victor',
  z: 'Zulu',
};

/** What was typed as `quints` writes it, whatever dashes, spaces and capitals it was typed with; null where it is none. */
export function quintsIn(typed: string, words: number): string | null {
  const letters = typed.toLowerCase().replace(/[\s\p{P}]/gu, '');
  const all = letters.match(WORD) ?? [];
  return all.length === words && letters.length === 5 * words ? all.join('-') : null;
}

const WORD = /[bdfghjklmnprstvz][aiou][bdfghjklmnprstvz][aiou][bdfghjklmnprstvz]/gu;
