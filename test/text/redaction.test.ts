// What must not leave in clear is found, and what only looks like it stays.
import { describe, expect, it } from 'vitest';
import { inWords, redact } from '../../src-shared/text/redaction.ts';

describe('takes out', () => {
  it.each([
    ['ask jane.roe+x@mail.example.co.uk now', 'ask [mail address removed] now'],
    ['IBAN DE89 3704 0044 0532 0130 00 was hit', 'IBAN [account number removed] was hit'],
    ['GB33BUKB20201555555555', '[account number removed]'],
    ['card 4111-1111-1111-1111.', 'card [card number removed].'],
    ['from 203.0.113.7:443', 'from [network address removed]:443'],
    ['from 2001:db8::8a2e:370:7334 today', 'from [network address removed] today'],
    ['call +49 (0)151 2345-6789', 'call [phone number removed]'],
    ['call 0049 151 23456789', 'call [phone number removed]'],
    ['call 030 1234567 or 0151/23456789', 'call [phone number removed] or [phone number removed]'],
    ['call (415) 555-0132', 'call [phone number removed]'],
    ['call 415-555-0132', 'call [phone number removed]'],
  ])('%j', (text, clean) => expect(redact(text).text).toBe(clean));
});

describe('leaves', () => {
  it.each([
    'INC-20250228-01 began 2025-02-28 14:32:05 UTC',
    'payment-api v2.3.0 and 10.4.1',
    'Error rate 34.5 % of 1,234,567 requests',
    'pool 50 of 50, 8000 ms, HTTP 503, port 5432',
    'trace 4111111111111112 is no card',
    'at 14:32:05 in shard 0:1',
    'deploy 20250228143205',
    'a @mention and #channel',
  ])('%j', (text) => expect(redact(text)).toEqual({ text, found: {} }));
});

it('counts in words', () => {
  expect(inWords(redact('a@b.example c@d.example 203.0.113.7').found)).toBe('2 mail addresses, 1 network address');
  expect(inWords({})).toBeNull();
});

it('reads a listed word as a word, not as a pattern', () => {
  expect(redact('price (a+b)', ['a+b', '(']).text).toContain('[removed]');
  expect(redact('Annabel', ['Anna']).text).toBe('Annabel');
});
