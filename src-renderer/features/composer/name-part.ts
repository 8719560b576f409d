// The half-typed name before the cursor (`@tra`), and the line with the whole name in its place.

export interface NamePart {
  /** where the `@` stands */
  from: number;
  to: number;
  text: string;
}

export function namePart(line: string, caret: number): NamePart | null {
  const found = /(?:^|\s)@([^\s@"]{0,40})$/u.exec(line.slice(0, caret));
  const text = found?.[1];
  return text === undefined ? null : { from: caret - text.length - 1, to: caret, text };
}

export function withName(line: string, part: NamePart, name: string): { line: string; caret: number } {
  const put = `@${name} `;
  const rest = line.slice(part.to).trimStart();
  return { line: line.slice(0, part.from) + put + rest, caret: part.from + put.length };
}
