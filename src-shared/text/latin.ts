// Letters of other alphabets in plain Latin ones, as well as a small table can: for names that may hold nothing else.

/** `lost`: something was a letter or a digit and has no place in the table (Chinese, Arabic, ...); it is left out. */
export function inLatin(text: string): { text: string; lost: boolean } {
  let lost = false;
  const latin = text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^\p{ASCII}]/gu, (letter) => {
      const known = TABLE.get(letter);
      if (known === undefined && /[\p{Letter}\p{Number}]/u.test(letter)) lost = true;
      return known ?? ' ';
    });
  return { text: latin, lost };
}

/** What does not come apart into a Latin letter and a mark by itself. */
const LATIN = 'ß ss æ ae œ oe ø o đ d ð d þ th ł l ħ h ı i ŋ ng ə e';
const CYRILLIC =
  'а a б b в v г g д d е e ж zh з z и i к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch ' +
  'ы y э e ю yu я ya є ye ґ g ђ dj ј j љ lj њ nj ћ c џ dz і i';
const GREEK = 'α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o';
/** Signs that say how to speak, and are not spoken. */
const SILENT = ['ъ', 'ь', '’', 'ʼ'];

const TABLE = new Map<string, string>([
  ...[LATIN, CYRILLIC, GREEK].flatMap(pairs),
  ...SILENT.map((sign): [string, string] => [sign, '']),
]);

function pairs(list: string): [string, string][] {
  const words = list.split(' ');
  return words.flatMap((letter, i): [string, string][] => (i % 2 === 0 ? [[letter, words[i + 1] ?? '']] : []));
}
