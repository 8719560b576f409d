// A document on the screen: its blocks, in a region that can be scrolled and read by itself. Words alone: no HTML, no link, no
// picture. Where a fact has its event, a small button behind it goes to that line of the timeline; what is new is marked.
import type { ReactNode } from 'react';
import { partsOf } from '../../src-shared/documents/marks.ts';
import { readMarkdown, type Block, type Item, type Run } from '../../src-shared/documents/markdown.ts';
import { Button } from './button.tsx';
import './document.css';

interface DocumentProps {
  text: string;
  /** the lines that are new, from 0 */
  fresh?: ReadonlySet<number>;
  onFact?: (event: string) => void;
}

export function MarkdownDocument({ text, fresh = NONE, onFact }: DocumentProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long document is scrolled from the keyboard
    <section className="document scroll" aria-label="Document" tabIndex={0}>
      <Blocks text={text} fresh={fresh} {...(onFact === undefined ? {} : { onFact })} />
    </section>
  );
}

/** A plain text to be sent as it stands. */
export function PlainDocument({ text, fresh = NONE, onFact }: DocumentProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as above
    <section className="document script scroll" aria-label="Document" tabIndex={0}>
      {text.split('\n').map((line, i) => (
        <div key={i} className={fresh.has(i) ? 'fresh' : ''}>
          <New on={fresh.has(i)} />
          {runsOf(
            partsOf(line).map((part) => ('event' in part ? { text: '', event: part.event } : { text: part.words })),
            onFact,
          )}
          {line === '' ? '\n' : null}
        </div>
      ))}
    </section>
  );
}

const NONE: ReadonlySet<number> = new Set();

/** The document's blocks alone: for the screen and for paper. */
export function Blocks({ text, fresh = NONE, onFact }: DocumentProps) {
  return readMarkdown(text).map((block) => (
    <OneBlock key={block.line} block={block} fresh={fresh} {...(onFact === undefined ? {} : { onFact })} />
  ));
}

interface BlockProps<T> {
  block: T;
  fresh: ReadonlySet<number>;
  onFact?: (event: string) => void;
}

function OneBlock({ block, fresh, onFact }: BlockProps<Block>) {
  switch (block.kind) {
    case 'heading': {
      const Heading = HEADINGS[Math.min(block.level, 6) - 1] ?? 'h6';
      return <Heading>{runsOf(block.runs, onFact)}</Heading>;
    }
    case 'paragraph': {
      const Words = block.quote ? 'blockquote' : 'p';
      return (
        <Words className={fresh.has(block.line) ? 'fresh' : ''}>
          <New on={fresh.has(block.line)} />
          {runsOf(block.runs, onFact)}
        </Words>
      );
    }
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul';
      return (
        <List>
          {block.items.map((item) => (
            <OneItem key={item.line} block={item} fresh={fresh} {...(onFact === undefined ? {} : { onFact })} />
          ))}
        </List>
      );
    }
    case 'table':
      return (
        <table>
          <thead>
            <tr>
              {block.head.map((cell, i) => (
                <th key={i} scope="col">
                  {runsOf(cell, onFact)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map(({ line, cells }) => (
              <tr key={line} className={fresh.has(line) ? 'fresh' : ''}>
                {cells.map((cell, i) => (
                  <td key={i}>
                    <New on={i === 0 && fresh.has(line)} />
                    {runsOf(cell, onFact)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
    case 'rule':
      return <hr />;
  }
}

const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'] as const;

function OneItem({ block: { line, depth, tick, runs }, fresh, onFact }: BlockProps<Item>) {
  const classes = [
    ...(depth === 0 ? [] : [`deep-${depth}`]),
    ...(tick === null ? [] : ['tick']),
    ...(fresh.has(line) ? ['fresh'] : []),
  ];
  return (
    <li className={classes.join(' ')}>
      <New on={fresh.has(line)} />
      {tick === null ? null : <span>{tick ? '☑ ' : '☐ '}</span>}
      {runsOf(runs, onFact)}
    </li>
  );
}

/** Said by readers; for eyes the line has a bar beside it and a word. */
function New({ on }: { on: boolean }) {
  return on ? <span className="new-mark">New </span> : null;
}

function runsOf(runs: readonly Run[], onFact: ((event: string) => void) | undefined): ReactNode {
  let said = '';
  return runs.map(({ text, bold, italic, code, event }, i) => {
    if (event !== undefined) {
      const of = said.trim().slice(0, 60);
      return onFact === undefined ? null : (
        <Button
          key={i}
          tone="quiet"
          className="fact"
          name={`Show on the timeline: ${of}`}
          onPress={() => onFact(event)}
        >
          ↗
        </Button>
      );
    }
    said += text;
    let words: ReactNode = text;
    if (code === true) words = <code>{words}</code>;
    if (italic === true) words = <em>{words}</em>;
    if (bold === true) words = <strong>{words}</strong>;
    return <span key={i}>{words}</span>;
  });
}
