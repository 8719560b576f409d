// Files by the person's own hand: what the host has made is saved, what the person chooses is handed to the host. Electron asks
// with the system's own dialogs; a browser downloads and sends up, apart from the bridge.
import type { FileKind, OfferedFile } from '../../src-shared/bridge.ts';
import type { Refused } from '../../src-shared/incident/refusal.ts';
import { ask, useRecord } from './record.ts';

const ENDINGS: Readonly<Record<FileKind, string>> = { handover: '.warroom' };

export interface Chosen {
  file: string;
  name: string;
}

/** `saved` false: the person thought better of it. A browser saves without saying so. */
export async function saveOffered({
  file,
  name,
}: Pick<OfferedFile, 'file' | 'name'>): Promise<{ ok: true; saved: boolean } | Refused> {
  if (useRecord.getState().host?.host === 'electron') {
    const answer = await ask('file-save', { file });
    return answer.ok ? { ok: true, saved: answer.answer.saved } : answer;
  }
  const link = document.createElement('a');
  link.href = `/files/${file}`;
  link.download = name;
  link.click();
  return { ok: true, saved: true };
}

/** Null: the person thought better of it. */
export async function chooseFile(kind: FileKind): Promise<{ ok: true; chosen: Chosen | null } | Refused> {
  // Asked for at once: a browser opens its dialog only right after a press.
  const picked = useRecord.getState().host?.host === 'electron' ? null : await pick(ENDINGS[kind]);
  if (picked === null && useRecord.getState().host?.host !== 'electron') return { ok: true, chosen: null };
  const answer = await ask('file-choose', { kind });
  if (!answer.ok) return answer;
  if (answer.answer === null || 'file' in answer.answer) return { ok: true, chosen: answer.answer };
  return picked === null ? { ok: true, chosen: null } : sendUp(picked, answer.answer);
}

async function sendUp(
  picked: File,
  { sendUpTo, most }: { sendUpTo: string; most: number },
): Promise<{ ok: true; chosen: Chosen } | Refused> {
  const not = (message: string): Refused => ({ ok: false, refusal: { code: 'not-available', message } });
  const tooLarge = `This file is too large: ${Math.floor(most / 2 ** 20)} MB are the most. Nothing was changed.`;
  if (picked.size > most) return not(tooLarge);
  const url = `/files/${sendUpTo}?name=${encodeURIComponent(picked.name.slice(0, 100))}`;
  try {
    const { ok, status } = await fetch(url, { method: 'PUT', body: picked });
    if (ok) return { ok: true, chosen: { file: sendUpTo, name: picked.name } };
    return not(status === 413 ? tooLarge : 'The file did not reach Warroom. Choose it again.');
  } catch {
    return not('The file could not be read, or Warroom was not reached. Choose it again.');
  }
}

function pick(ending: string): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = ending;
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null));
    input.addEventListener('cancel', () => resolve(null));
    input.click();
  });
}
