// Where anything may be sent at all: encrypted to anybody, or to this very machine.

/** Tokens go out with every request, so nothing leaves in the clear but to this very machine. */
export function addressOf(url: string): URL {
  if (!URL.canParse(url)) throw notSent('This is not an address. It has to look like https://example.com.');
  const target = new URL(url);
  if (target.username !== '' || target.password !== '')
    throw notSent(`The address of ${target.host} has a name or a password in it. Take it out.`);
  if (target.protocol === 'https:' || (target.protocol === 'http:' && isLoopback(target))) return target;
  throw notSent(
    `Warroom does not send to ${target.protocol}//${target.host}: what goes out has to be encrypted. Use https:// (http:// only to 127.0.0.1).`,
  );
}

export function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/u.test(hostname);
}

/** Nothing of the request has left, for sure; integrations/attempt.ts knows the code. */
export function notSent(message: string, cause?: unknown): Error {
  return Object.assign(new Error(message, { cause }), { code: 'WARROOM_NOT_SENT' });
}
