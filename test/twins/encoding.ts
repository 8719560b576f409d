// How a request's body is kept as text.

/** Bytes that are no text stay as they are. */
export function encodingOf(type: string | undefined): 'latin1' | 'utf8' {
  return type === 'application/octet-stream' ? 'latin1' : 'utf8';
}
