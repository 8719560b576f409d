// A document as plain text for a chat: no markup that a chat would read in its own way, and nobody called by it.
import { readMarkdown, type Run } from './markdown.ts';

export function chatText(text: string, isMarkdown: boolean): string {
  return callsNobody(isMarkdown ? readMarkdown(text).map(blockText).join('\n').trim() : text);
}

/** A sign without width behind each @ that begins a name, and in each <! or <@: it reads the same and calls nobody. */
export function callsNobody(text: string): string {
  return text.replace(/(?<![\p{L}\p{N}._%+-])@(?=[\p{L}\p{N}_])/gu, '@\u200B').replace(/<(?=[!@#])/gu, '<\u200B');
}

function blockText(block: ReturnType<typeof readMarkdown>[number]): string {
  switch (block.kind) {
    case 'heading':
      return block.level === 1 ? words(block.runs) : `\n${words(block.runs).toUpperCase()}`;
    case 'paragraph':
      return words(block.runs);
    case 'list':
      return block.items
        .map(({ depth, tick, runs }, i) => {
          const sign = tick === null ? (block.ordered ? `${i + 1}.` : '•') : tick ? '☑' : '☐';
          return `${'  '.repeat(depth)}${sign} ${words(runs)}`;
        })
        .join('\n');
    case 'table':
      return block.rows
        .map(({ cells }) => {
          const [first = '', ...others] = cells.map(words);
          return `• ${first}: ${others.filter((other) => other !== '').join(', ')}`;
        })
        .join('\n');
    case 'rule':
      return '';
  }
}

function words(runs: readonly Run[]): string {
  return runs.map(({ text, href }) => (href === undefined || href === text ? text : `${text} (${href})`)).join('');
}
