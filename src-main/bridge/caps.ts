// The first look at anything that comes in: how large, how deep. Iterative, so that depth itself cannot hurt.

/**
 * Whether a value is plain data (as JSON has it) within a size (characters and nodes) and a depth; a walk that stops at the
 * first excess. IPC carries more than JSON does: buffers, maps, cycles and arrays with holes end here.
 */
export function withinCaps(value: unknown, caps: { bytes: number; depth: number }): boolean {
  const open: { value: unknown; depth: number }[] = [{ value, depth: 0 }];
  let spent = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    spent += 8;
    if (typeof next.value === 'string') spent += next.value.length;
    else if (typeof next.value === 'object' && next.value !== null) {
      if (next.depth >= caps.depth || !isPlain(next.value)) return false;
      if (Array.isArray(next.value)) spent += next.value.length * 8;
      if (spent > caps.bytes) return false;
      for (const [key, inner] of Object.entries(next.value)) {
        spent += key.length;
        open.push({ value: inner, depth: next.depth + 1 });
        if (spent + open.length * 8 > caps.bytes) return false;
      }
    }
    if (spent > caps.bytes) return false;
  }
  return true;
}

function isPlain(value: object): boolean {
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
