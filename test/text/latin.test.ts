// Other alphabets in Latin letters, as far as a small table goes.
import { describe, expect, it } from 'vitest';
import { inLatin } from '../../src-shared/text/latin.ts';

describe('in Latin letters', () => {
  it.each([
    ['Müller & Søn', 'muller & son'],
    ['Đặng Văn Łukasz', 'dang van lukasz'],
    ['Ошибка входа', 'oshibka vkhoda'],
    ['Київ', 'kiiv'],
    ['Αθήνα', 'athina'],
    ['ﬁle №5', 'file no5'],
  ])('%s', (from, to) => {
    expect(inLatin(from)).toEqual({ text: to, lost: false });
  });

  it('says when letters had to be left out, not when signs had', () => {
    expect(inLatin('登录 login')).toEqual({ text: '   login', lost: true });
    expect(inLatin('تسجيل').lost).toBe(true);
    expect(inLatin('down 🔥 → now')).toMatchObject({ lost: false });
  });

  it('gives nothing but ASCII, whatever comes', () => {
    for (let code = 0; code < 0x30_00; code += 1)
      expect(inLatin(String.fromCodePoint(code)).text).toMatch(/^\p{ASCII}*$/u);
  });
});
