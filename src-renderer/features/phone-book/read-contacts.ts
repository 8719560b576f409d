// The text of a file of contacts, whatever character set it is in: marked Unicode, UTF-8, else what Windows used to write.
import { MAX_BOOK } from '../../../src-shared/text/phone-book/read.ts';

export async function readContacts(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.slice(0, MAX_BOOK * 2).arrayBuffer());
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
