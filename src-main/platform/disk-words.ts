// Why the disk would not, in words for a person.
import { codeOf } from '../../src-shared/error-code.ts';

export function diskWords(error: unknown): string {
  const code = codeOf(error) ?? '';
  return WORDS[code] ?? `the system says ${code || String(error)}`;
}

const WORDS: Readonly<Record<string, string>> = {
  EACCES: 'your account may not read or write there',
  EPERM: 'your account may not read or write there',
  EROFS: 'that disk is read-only',
  ENOSPC: 'that disk is full',
  EDQUOT: 'that disk is full',
  ENOENT: 'nothing can be made there',
  ENOTDIR: 'a part of its path is a file',
  EISDIR: 'it is a folder',
  EEXIST: 'there is a file of that name',
  ENAMETOOLONG: 'its name is too long',
};
