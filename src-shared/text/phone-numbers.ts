// Phone numbers as people write them, and the tel: link that a phone program takes (RFC 3966). Plain numbers alone: codes
// with * and # can change a phone's settings, and letters are for people.

const PLAIN = /^\+?[0-9]{3,15}(?:;ext=[0-9]{1,8})?$/u;

/** `tel:+4930123456` from "+49 (0)30 / 123-456"; null where it is no plain number. */
export function telUrl(written: string): string | null {
  if (written.length > 60) return null;
  const m = /^(?:tel:)?\s*(.*?)(?:\s*(?:;ext=|,+|x|ext\.?|extension)\s*([0-9]{1,8}))?$/iu.exec(written.trim());
  const [, number = '', extension] = m ?? [];
  // After the country's code the 0 in brackets is not dialled.
  const bare = (number.startsWith('+') ? number.replace(/\(0\)/u, '') : number).replace(
    /[\s\u00a0\u202f().\-/\u2010-\u2013]/gu,
    '',
  );
  const plain = `${bare}${extension === undefined ? '' : `;ext=${extension}`}`;
  return PLAIN.test(plain) ? `tel:${plain}` : null;
}

/** Whether a link is exactly what `telUrl` gives: nothing hidden, nothing encoded. */
export function isTelUrl(url: string): boolean {
  return url.startsWith('tel:') && PLAIN.test(url.slice('tel:'.length));
}
