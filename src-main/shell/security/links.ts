// Which links may leave, and how their host is shown: as the network resolves it (punycode), never as it would like to look.
// A number to dial leaves too, where it is a plain one.
import { isTelUrl } from '../../../src-shared/text/phone-numbers.ts';

export type Link =
  /** `dials`: it goes to the phone program; the host is the number then */
  | { ok: true; url: string; host: string; shown: string; lookalike: boolean; dials?: true }
  | { ok: false; message: string };

const longest = 2048;

export function examineLink(url: string): Link {
  if (url.length > longest) return { ok: false, message: 'This link is too long to open. Copy it instead.' };
  if (isTelUrl(url)) {
    const number = url.slice('tel:'.length);
    return { ok: true, url, host: number, shown: number, lookalike: false, dials: true };
  }
  if (!URL.canParse(url)) return { ok: false, message: 'This is not a link that can be opened.' };
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:')
    return { ok: false, message: 'Only https links and plain phone numbers are opened. Copy this one instead.' };
  // https://status.example.com@elsewhere.net goes to elsewhere.net: nobody reads that right at night.
  if (parsed.username !== '' || parsed.password !== '')
    return { ok: false, message: 'This link hides where it goes (it has a name before an @). Copy it instead.' };
  return {
    ok: true,
    url: parsed.href,
    host: parsed.host,
    shown: parsed.href.length > 300 ? `${parsed.href.slice(0, 299)}…` : parsed.href,
    lookalike: parsed.hostname.split('.').some((part) => part.startsWith('xn--')),
  };
}
