// Whether a program was begun for a verb. Apart from the verbs themselves, so that a start of the cockpit loads none of them.

export const VERBS = ['list', 'show', 'export', 'import', 'verify', 'drill', 'help'] as const;

/**
 * The line from its verb on; null: none is asked for. `args` follow the program, with switches of its own in front; one that is not
 * packaged is given the folder of the app first.
 */
export function verbAsked(args: readonly string[], packaged: boolean): readonly string[] | null {
  const word = (from: number): number => args.findIndex((arg, i) => i >= from && !arg.startsWith('-'));
  const first = word(0);
  const at = packaged || first === -1 ? first : word(first + 1);
  // A folder may have the name of a verb.
  return args[at - 1] !== '--data-dir' && VERBS.some((verb) => verb === args[at]) ? args.slice(at) : null;
}
