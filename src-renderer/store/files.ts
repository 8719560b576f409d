// Files by the person's own hand: what the host or the page has made is saved, what the person chooses is handed to the host.
// Electron asks with the system's own dialogs; a browser downloads and sends up, apart from the bridge.
import { MAX_SAVED_TEXT, type FileKind } from '../../src-shared/bridge.ts';
import type { Refused } from '../../src-shared/incident/refusal.ts';
import { ask, useRecord } from './record.ts';

const ENDINGS: Readonly<Record<FileKind, string>> = { handover: '.warroom' };

export interface Chosen {
  file: string;
  name: string;
}

/** `file`: the number of what the host has made; `text`: what the page has made. */
export type ToSave = { name: string; file: string } | { name: string; text: string; type: string };

/** `saved` false: the person thought better of it. A browser saves without saying so. */
export type Saved = { ok: true; saved: boolean } | Refused;

export async function saveFile(made: ToSave): Promise<Saved> {
  if (useRecord.getState().host?.host === 'electron') return saveThroughHost(made);
  if ('file' in made) {
    download(`/files/${made.file}`, made.name);
    return { ok: true, saved: true };
  }
  // A download needs no host: what is on the screen can be saved while there is none.
  const url = URL.createObjectURL(new Blob([made.text], { type: `${made.type};charset=utf-8` }));
  download(url, made.name);
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return { ok: true, saved: true };
}

async function saveThroughHost(made: ToSave): Promise<Saved> {
  if ('text' in made && made.text.length > MAX_SAVED_TEXT) {
    const [has, most] = [made.text.length, MAX_SAVED_TEXT].map((n) => n.toLocaleString('en'));
    const message = `The file was not saved: it has ${has} characters, and ${most} are the most. Pick or filter less.`;
    return { ok: false, refusal: { code: 'too-large', message } };
  }
  const answer = await ask('file-save', 'file' in made ? { file: made.file } : { name: made.name, text: made.text });
  return answer.ok ? { ok: true, saved: answer.answer.saved } : answer;
}

function download(href: string, name: string): void {
  const link = document.createElement('a');
  link.href = href;
  link.download = name;
  link.click();
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
