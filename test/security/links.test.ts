// Links that may leave, and how their host is shown (Electron's security list, item 15).
import { describe, expect, it } from 'vitest';
import { examineLink } from '../../src-main/shell/security/links.ts';

describe('a link that may leave', () => {
  it('names its host as the network resolves it', () => {
    expect(examineLink('https://status.example.com/incidents/1?a=b#c')).toEqual({
      ok: true,
      url: 'https://status.example.com/incidents/1?a=b#c',
      host: 'status.example.com',
      shown: 'https://status.example.com/incidents/1?a=b#c',
      lookalike: false,
    });
    expect(examineLink('https://EXAMPLE.com:8443/x')).toMatchObject({ ok: true, host: 'example.com:8443' });
  });

  it('in letters of another alphabet is shown as punycode, and warned of', () => {
    // The first letter is Cyrillic.
    expect(examineLink('https://\u0430pple.com/')).toMatchObject({
      ok: true,
      host: 'xn--pple-43d.com',
      lookalike: true,
    });
  });

  it('with right-to-left marks shows none', () => {
    const link = examineLink('https://example.com/\u202Egpj.exe');
    expect(link).toMatchObject({ ok: true, shown: 'https://example.com/%E2%80%AEgpj.exe' });
  });

  it('is shown cut where it is long, and opened whole', () => {
    const url = `https://example.com/${'a'.repeat(1000)}`;
    const link = examineLink(url);
    expect(link).toMatchObject({ ok: true, url });
    expect(link.ok && link.shown.length).toBe(300);
  });
});

describe('a number to dial', () => {
  it.each(['tel:+4930123456', 'tel:112', 'tel:+4930123456;ext=12'])('%s leaves as it stands', (url) => {
    const number = url.slice(4);
    expect(examineLink(url)).toEqual({ ok: true, url, host: number, shown: number, lookalike: false, dials: true });
  });
});

describe('a link that may not', () => {
  it.each([
    'http://example.com/',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'file:///etc/passwd',
    'smb://host/share',
    'ms-msdt:/id',
    'data:text/html,x',
    'app://warroom/',
    'mailto:a@example.com',
    'tel:*%2306%23',
    'tel:*21*+4930123456#',
    'tel:+49 30 123456',
    'TEL:+4930123456',
    'tel:+4930123456;phone-context=evil.example',
    'tel:+4930123456\n--help',
    'tel:1234567890123456',
    'tel:',
    'sip:+4930123456@evil.example',
    'https://slack.com@evil.example/',
    'https://a:b@evil.example/',
    '\\\\host\\share',
    '/etc/passwd',
    '--help',
    'https://',
    '',
    `https://example.com/${'a'.repeat(3000)}`,
  ])('%s', (url) => {
    expect(examineLink(url)).toEqual({ ok: false, message: expect.stringMatching(/\S/u) });
  });
});
