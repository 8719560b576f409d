// A document on the screen: Markdown without raw HTML, in a region that can be scrolled and read by itself.
import type { ReactNode } from 'react';
import Markdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import './document.css';

export function MarkdownDocument({ text }: { text: string }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long document is scrolled from the keyboard
    <section className="document scroll" aria-label="Document" tabIndex={0}>
      <Markdown remarkPlugins={PLUGINS} components={PARTS}>
        {shallow(text)}
      </Markdown>
    </section>
  );
}

/** A plain text to be sent as it stands. */
export function PlainDocument({ text }: { text: string }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as above
    <section className="document script scroll" aria-label="Document" tabIndex={0}>
      {text}
    </section>
  );
}

/** Quotes and lists within each other past this depth: nobody wrote them, and drawing them overflows. */
const DEEPEST = 12;
const MARK = '[ \\t]*(?:>|[-+*]|\\d{1,9}[.)])[ \\t]*';
const TOO_DEEP = new RegExp(`^((?:${MARK}){${DEEPEST}})(?:${MARK})+`, 'gmu');

function shallow(text: string): string {
  return text.replace(TOO_DEEP, '$1');
}

const PLUGINS = [remarkGfm];
const PARTS: Components = { a: PlainLink, img: NoPicture, input: Tick };

/** A link's words: a document leads nowhere. */
function PlainLink({ children }: { children?: ReactNode }) {
  return children;
}

function NoPicture() {
  return null;
}

/** A box of a task list: a sign, not a control. */
function Tick({ checked }: { checked?: boolean | undefined }) {
  return <span>{checked === true ? '☑ ' : '☐ '}</span>;
}
