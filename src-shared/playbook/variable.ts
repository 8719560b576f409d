// A variable of a template: what it means, and a value that a template is tried with.

export interface Variable<Value> {
  meaning: string;
  sample: Value;
  canBeEmpty: boolean;
}

/** Always there. */
export function text(meaning: string, sample: string): Variable<string> {
  return { meaning, sample, canBeEmpty: false };
}

/** An empty text when it is not known. */
export function perhaps(meaning: string, sample: string): Variable<string> {
  return { meaning, sample, canBeEmpty: true };
}

export function number(meaning: string, sample: number): Variable<number> {
  return { meaning, sample, canBeEmpty: false };
}

export function list<Item>(meaning: string, sample: readonly Item[]): Variable<readonly Item[]> {
  return { meaning, sample, canBeEmpty: true };
}
