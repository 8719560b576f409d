// A copy of a playbook, as text.

/** A copy to begin with: the same text under an id and a name of its own. */
export function copyOf(text: string): string {
  return text
    .replace(/^id: *([a-z][a-z0-9-]*).*$/mu, (_line, id: string) => `id: ${id.slice(0, 35)}-team`)
    .replace(/^name: *(.*)$/mu, (_line, name: string) => `name: ${name.slice(0, 50)} (team)`);
}
