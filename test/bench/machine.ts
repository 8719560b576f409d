// The machine in words that name no place: what is needed to judge the figures, and how busy it was.
import { readFileSync, statSync } from 'node:fs';
import { cpus, loadavg, release, totalmem, type as system } from 'node:os';
import { root } from '../tooling/runtimes.ts';

export function machine(): string {
  const [cpu] = cpus();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  return `${cpus().length} cores (${cpu?.model.trim() ?? 'unknown'}), ${memory}, ${system()} ${release()}, ${disk()}, Node ${process.versions.node}`;
}

/** Runnable processes over the last minute; on a quiet machine well below 1. */
export function load(): number {
  return loadavg()[0] ?? 0;
}

function disk(): string {
  try {
    const mount = mountOf(statSync(root).dev);
    return mount === undefined ? 'disk unknown' : `${mount.type} on ${kindOf(mount.device)}`;
  } catch {
    return 'disk unknown';
  }
}

function mountOf(device: number): { type: string; device: string } | undefined {
  for (const line of readFileSync('/proc/self/mountinfo', 'utf8').split('\n')) {
    const [, , numbers, , , , ...rest] = line.split(' ');
    const [major = 0, minor = 0] = (numbers ?? '').split(':').map(Number);
    const dash = rest.indexOf('-');
    // As Linux packs them (makedev) for devices below 4096 and minors below 256.
    if (((major << 8) | minor) === device) return { type: rest[dash + 1] ?? '', device: rest[dash + 2] ?? '' };
  }
  return undefined;
}

function kindOf(device: string): string {
  const name = device.replace('/dev/', '');
  if (name.startsWith('vd')) return 'a virtual disk';
  if (name.startsWith('nvme')) return 'NVMe';
  try {
    const turns = readFileSync(`/sys/block/${name.replace(/\d+$/u, '')}/queue/rotational`, 'utf8').trim();
    return turns === '1' ? 'a rotating disk' : 'a solid-state disk';
  } catch {
    return 'a disk of unknown kind';
  }
}
