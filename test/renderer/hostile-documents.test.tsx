// A document shows words alone, whatever stands in it: no picture that calls home, no link, nothing that runs.
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { MarkdownDocument, PlainDocument } from '../../src-renderer/ui/document.tsx';
import { hostileClasses } from '../hostile/classes.ts';

const WORDS_ONLY = 'a[href], img, svg, script, style, iframe, object, video, form, input, [onerror], [onclick], [src]';

test.each(hostileClasses.map(({ number, name, inputs }) => [`${number}. ${name}`, inputs] as const))(
  '%s',
  (_name, inputs) => {
    for (const input of inputs.map((whole) => whole.slice(0, 5_000)))
      for (const shown of [<MarkdownDocument key="m" text={input} />, <PlainDocument key="p" text={input} />]) {
        const page = document.createElement('div');
        page.innerHTML = renderToStaticMarkup(shown);
        expect([...page.querySelectorAll(WORDS_ONLY)].map(({ outerHTML }) => outerHTML)).toEqual([]);
      }
  },
);
