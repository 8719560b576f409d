// Text contrast of 4.5 at least, in both themes, for every ink on every ground it stands on; numbers, not eyes.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const css = readFileSync(resolve(import.meta.dirname, '../../src-renderer/ui/tokens.css'), 'utf8');
const GROUNDS = ['bg', 'panel', 'raise', 'hover'];

/** Ink, and the grounds it is used on. */
const pairs: readonly (readonly [string, readonly string[]])[] = [
  ['text', [...GROUNDS, 'info-wash', 'amber-wash', 'red-wash', 'violet-wash', 'mark', 'info-box']],
  ['soft', ['bg', 'panel', 'amber-wash']],
  ['mute', [...GROUNDS, 'red-wash', 'violet-wash', 'info-wash']],
  ['dim', ['bg', 'panel', 'raise', 'info-wash']],
  ['on-solid', ['solid']],
  ['on-red', ['red']],
  ['on-amber', ['amber']],
  ['red-ink', ['bg', 'panel', 'red-wash']],
  ['amber-ink', ['bg', 'panel', 'amber-wash']],
  ['ok-ink', ['bg', 'panel', 'ok-wash']],
  ['info-ink', ['bg', 'panel', 'info-wash', 'info-box']],
  ['violet-ink', ['bg', 'panel', 'violet-wash']],
  ['avatar-ink', ['avatar']],
  ...[1, 2, 3, 4].map((level) => [`on-sev${level}`, [`sev${level}`]] as const),
  ...['text', 'mute'].map((ink) => [ink, ['sev1-tint', 'sev2-tint', 'sev3-tint', 'sev4-tint']] as const),
];

describe.each(['light', 'dark'] as const)('%s theme', (theme) => {
  for (const [ink, grounds] of pairs)
    test.each(grounds.map((ground) => [ink, ground]))('%s on %s', (over, under) => {
      expect(contrast(colour(over, theme), colour(under, theme))).toBeGreaterThanOrEqual(4.5);
    });

  test('borders of fields and the ring of focus stand out by 3', () => {
    for (const ground of ['bg', 'panel']) {
      expect(contrast(colour('field-line', theme), colour(ground, theme))).toBeGreaterThanOrEqual(3);
      expect(contrast(colour('focus', theme), colour(ground, theme))).toBeGreaterThanOrEqual(3);
    }
  });
});

function colour(token: string, theme: 'light' | 'dark'): readonly [number, number, number] {
  const value = new RegExp(`--${token}: ([^;]+);`, 'u').exec(css)?.[1];
  if (value === undefined) throw new Error(`tokens.css has no --${token}.`);
  const other = /^var\(--(.+)\)$/u.exec(value)?.[1];
  if (other !== undefined) return colour(other, theme);
  const both = /^light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)$/u.exec(value);
  const hex = theme === 'light' ? both?.[1] : both?.[2];
  if (hex === undefined) throw new Error(`--${token} is no pair of colours: ${value}`);
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as readonly [
    number,
    number,
    number,
  ]; // three pairs of digits
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(a: readonly number[], b: readonly number[]): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(rgb: readonly number[]): number {
  const [r = 0, g = 0, b = 0] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
