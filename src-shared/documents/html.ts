// A document as one HTML file: nothing is loaded from anywhere, nothing runs, it prints like the cockpit's own sheet.
import { readMarkdown, type Block, type Item, type Run } from './markdown.ts';
import style from './print.css?raw';

export function htmlPage(title: string, text: string, isMarkdown: boolean): string {
  const body = isMarkdown ? readMarkdown(text).map(blockHtml).join('\n') : `<p class="as-typed">${escaped(text)}</p>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>
${style}</style>
</head>
<body>
<main class="sheet">
${body}
</main>
</body>
</html>
`;
}

/** The same as a fragment, for a paste with its formatting. */
export function htmlFragment(text: string): string {
  return readMarkdown(text).map(blockHtml).join('\n');
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${runsHtml(block.runs)}</h${block.level}>`;
    case 'paragraph':
      return block.quote ? `<blockquote>${runsHtml(block.runs)}</blockquote>` : `<p>${runsHtml(block.runs)}</p>`;
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      return `<${tag}>\n${block.items.map(itemHtml).join('\n')}\n</${tag}>`;
    }
    case 'table':
      return [
        '<table>',
        `<thead><tr>${block.head.map((cell) => `<th scope="col">${runsHtml(cell)}</th>`).join('')}</tr></thead>`,
        '<tbody>',
        ...block.rows.map(({ cells }) => `<tr>${cells.map((cell) => `<td>${runsHtml(cell)}</td>`).join('')}</tr>`),
        '</tbody>',
        '</table>',
      ].join('\n');
    case 'rule':
      return '<hr>';
  }
}

function itemHtml({ depth, tick, runs }: Item): string {
  const classes = [...(depth === 0 ? [] : [`deep-${depth}`]), ...(tick === null ? [] : ['tick'])];
  const sign = tick === null ? '' : tick ? '☑ ' : '☐ ';
  return `<li${classes.length === 0 ? '' : ` class="${classes.join(' ')}"`}>${sign}${runsHtml(runs)}</li>`;
}

function runsHtml(runs: readonly Run[]): string {
  return runs
    .map(({ text, bold, italic, code, href }) => {
      let html = escaped(text);
      if (code === true) html = `<code>${html}</code>`;
      if (italic === true) html = `<em>${html}</em>`;
      if (bold === true) html = `<strong>${html}</strong>`;
      return href === undefined ? html : `<a href="${escaped(href)}" rel="noopener noreferrer">${html}</a>`;
    })
    .join('');
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
