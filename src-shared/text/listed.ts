// Lists as people type them into a form: one a line, what belongs to it after a colon. "Scale the pool: too slow".

/** Options that were rejected, each with why where it says so. */
export function optionsIn(text: string): { option: string; why?: string }[] {
  return linesOf(text).map((line) => {
    const at = line.indexOf(': ');
    const why = at === -1 ? '' : line.slice(at + 2).trim();
    return why === '' ? { option: line.replace(/:$/u, '') } : { option: line.slice(0, at).trim(), why };
  });
}

/** Objections, each with who; or the line that does not say who, to be mended. */
export function objectionsIn(
  text: string,
): { ok: true; objections: { person: { name: string }; text: string }[] } | { ok: false; line: string } {
  const objections: { person: { name: string }; text: string }[] = [];
  for (const line of linesOf(text)) {
    const [, name = '', said = ''] = /^([^:]{1,80}):\s+(.+)$/u.exec(line) ?? [];
    if (name.trim() === '' || said.trim() === '') return { ok: false, line };
    objections.push({ person: { name: name.trim() }, text: said.trim() });
  }
  return { ok: true, objections };
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/^\s*[-*•]\s+/u, '').trim())
    .filter((line) => line !== '');
}
