// Whether a program was begun for a verb. Apart from the verbs themselves, so that a start of the cockpit loads none of them.

/** A file or a folder is named with more than this; a word that is no verb is told so, and opens no window. */
const WORD = /^[a-z]{2,20}$/u;

/**
 * The line from its verb on (`--help` is one); null: none is asked for. `args` follow the program, with switches of its own in front; one that is not
 * packaged is given the folder of the app first.
 */
export function verbAsked(args: readonly string[], packaged: boolean): readonly string[] | null {
  const word = (from: number): number => args.findIndex((arg, i) => i >= from && !arg.startsWith('-'));
  const first = word(0);
  const at = packaged || first === -1 ? first : word(first + 1);
  // A folder may have the name of a verb.
  if (at !== -1) return args[at - 1] !== '--data-dir' && WORD.test(args[at] ?? '') ? args.slice(at) : null;
  const help = args.findIndex((arg) => arg === '--help' || arg === '-h');
  return help === -1 ? null : args.slice(help);
}
