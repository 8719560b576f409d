// One section of a Markdown document, by its heading.
export function section(text: string, heading: string): string {
  const parts = text.split(/^## /mu);
  const found = parts.find((part) => part.startsWith(`${heading}\n`));
  if (found === undefined) throw new Error(`there is no section "${heading}"`);
  return found.slice(heading.length).trim();
}
