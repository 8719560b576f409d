// The playbooks of a host: real files in a real folder, good and broken ones, saved whole or not at all.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openPlaybooks, type Playbooks } from '../../src-main/settings/playbooks.ts';
import type { Store } from '../../src-main/ports.ts';
import type { CheckedPlaybook, PlaybookListed, PlaybookText } from '../../src-shared/bridge.ts';
import { builtInPlaybooks } from '../../src-shared/playbook/built-in.ts';
import { memoryStore } from '../incidents/host.ts';

const [standard] = builtInPlaybooks;
const ID = '70000000000000000000000009';
const short = (name = 'Payments', more = '') =>
  `version: 1\nid: payments\nname: ${name}\ndescription: Ours\nextends: standard\n${more}`;

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'warroom-playbooks-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

interface Kit {
  dir: string;
  store: Store;
  playbooks: Playbooks;
  file: (name: string) => string;
  put: (name: string, text: string) => void;
  list: () => readonly PlaybookListed[];
  read: (ref: string) => PlaybookText & { checked: CheckedPlaybook };
  save: (text: string, ref?: string | null, was?: string | null) => ReturnType<Playbooks['dispatch']>;
  choose: (ref: string) => ReturnType<Playbooks['dispatch']>;
  again: () => Playbooks;
}

function open(given?: string): Kit {
  const dir = folder();
  const store = memoryStore();
  const start = (): Playbooks => openPlaybooks({ dataDir: dir, store, given });
  const playbooks = start();
  const answer = (asked: ReturnType<Playbooks['query']>): unknown => {
    if (!asked.ok) throw new Error(asked.refusal.message);
    return asked.answer;
  };
  const file = (name: string): string => join(dir, 'playbooks', name);
  return {
    dir,
    store,
    playbooks,
    file,
    put: (name, text) => {
      mkdirSync(join(dir, 'playbooks'), { recursive: true });
      writeFileSync(file(name), text);
    },
    // What the queries answer is typed on the bridge; here it is asked of the store itself.
    list: () => answer(playbooks.query({ name: 'playbooks', args: {} })) as readonly PlaybookListed[],
    read: (ref) =>
      answer(playbooks.query({ name: 'playbook-text', args: { ref } })) as PlaybookText & { checked: CheckedPlaybook },
    save: (text, ref = null, was = null) => playbooks.dispatch({ id: ID, type: 'playbook.save', ref, text, was }),
    choose: (ref) => playbooks.dispatch({ id: ID, type: 'playbook.choose', ref }),
    again: start,
  };
}

describe('what can be chosen', () => {
  it('are the five that are built in, and the standard one is in use', () => {
    const { list, playbooks, dir } = open();
    expect(list().map(({ ref, chosen }) => [ref, chosen])).toEqual([
      ['built-in:standard', true],
      ['built-in:s0', false],
      ['built-in:s1', false],
      ['built-in:s2', false],
      ['built-in:s3', false],
    ]);
    expect(playbooks.summary()).toMatchObject({ ref: 'built-in:standard', source: 'built in', problems: [] });
    expect(readdirSync(dir)).toEqual([]); // looking writes nothing
  });

  it('and the files of the team, broken ones with what is wrong', () => {
    const kit = open();
    kit.put('payments.yaml', short());
    kit.put('broken.yaml', short('Broken', 'seat: soon\n'));
    kit.put('notes.txt', 'not a playbook');
    kit.put('.hidden.yaml', 'x');
    expect(kit.list().slice(0, 2)).toMatchObject([
      { ref: 'team:broken.yaml', kind: 'team', problems: [expect.stringContaining('broken.yaml:6:7 seat: expected')] },
      { ref: 'team:payments.yaml', name: 'Payments', problems: [] },
    ]);
    expect(kit.list()).toHaveLength(7);
  });

  it('stays chosen over a restart', () => {
    const kit = open();
    expect(kit.choose('built-in:s2').ok).toBe(true);
    expect(kit.again().summary()).toMatchObject({ ref: 'built-in:s2', id: 's2' });
  });

  it.each(['team:no.yaml', 'team:../secret.yaml', 'built-in:s9', 'environment', ''])('is not %j', (ref) => {
    const kit = open();
    expect(kit.choose(ref)).toMatchObject({ ok: false, refusal: { code: 'not-available' } });
    expect(kit.playbooks.summary().ref).toBe('built-in:standard');
  });
});

describe('saving a playbook of the team', () => {
  it('writes the text as it was typed, under its id, and keeps the version before', () => {
    const kit = open();
    expect(kit.save(short())).toEqual({ ok: true, events: [] });
    expect(readFileSync(kit.file('payments.yaml'), 'utf8')).toBe(short());
    const { hash } = kit.read('team:payments.yaml');
    const next = short('Payments, once more', '# said twice\n');
    expect(kit.save(next, 'team:payments.yaml', hash).ok).toBe(true);
    expect(readFileSync(kit.file('payments.yaml'), 'utf8')).toBe(next);
    expect(readFileSync(kit.file('payments.yaml.before'), 'utf8')).toBe(short());
    expect(readdirSync(join(kit.dir, 'playbooks')).toSorted()).toEqual(['payments.yaml', 'payments.yaml.before']);
  });

  it('refuses what is broken with its first problem, and touches nothing', () => {
    const kit = open();
    kit.save(short());
    const { hash } = kit.read('team:payments.yaml');
    expect(kit.save(short('x', 'seat: soon\n'), 'team:payments.yaml', hash)).toMatchObject({
      ok: false,
      refusal: { code: 'malformed', message: expect.stringContaining('6:7 seat: expected'), field: 'text' },
    });
    expect(readFileSync(kit.file('payments.yaml'), 'utf8')).toBe(short());
  });

  it('refuses the id of a built-in one, and one that is there already', () => {
    const kit = open();
    expect(kit.save(standard.text)).toMatchObject({ refusal: { message: expect.stringContaining('is built in') } });
    kit.save(short());
    expect(kit.save(short())).toMatchObject({ refusal: { message: expect.stringContaining('payments.yaml already') } });
    expect(kit.save(short(), 'built-in:standard')).toMatchObject({ ok: false });
  });

  it('does not write over what somebody else saved meanwhile', () => {
    const kit = open();
    kit.save(short());
    const { hash } = kit.read('team:payments.yaml');
    kit.put('payments.yaml', short('By another hand'));
    expect(kit.save(short('Mine'), 'team:payments.yaml', hash)).toMatchObject({
      refusal: { message: expect.stringContaining('changed by somebody else') },
    });
    expect(readFileSync(kit.file('payments.yaml'), 'utf8')).toBe(short('By another hand'));
  });

  it('says what the disk says, and leaves the old file as it was', () => {
    const kit = open();
    writeFileSync(join(kit.dir, 'playbooks'), 'a file where the folder should be');
    expect(kit.save(short())).toMatchObject({ refusal: { code: 'storage-failed' } });
  });

  it('is deleted out of the list and not off the disk; the standard one stands in', () => {
    const kit = open();
    kit.save(short());
    kit.choose('team:payments.yaml');
    const remove = (ref: string) => kit.playbooks.dispatch({ id: ID, type: 'playbook.delete', ref });
    expect(remove('team:payments.yaml').ok).toBe(true);
    expect(existsSync(kit.file('payments.yaml.before'))).toBe(true);
    expect(kit.playbooks.summary().ref).toBe('built-in:standard');
    expect(remove('team:payments.yaml').ok).toBe(false);
    expect(remove('built-in:s1').ok).toBe(false);
  });
});

describe('a chosen file that somebody breaks by hand', () => {
  it('is stood in for by its last good version, over a restart too, and says what is wrong', () => {
    const kit = open();
    kit.save(short('Payments', 'seat: { limitMin: 300 }\n'));
    kit.choose('team:payments.yaml');
    const before = kit.playbooks.chosen();
    expect(before.playbook.seat.limitMin).toBe(300);
    kit.put('payments.yaml', 'version: 1\nid: [');
    for (const playbooks of [kit.playbooks, kit.again()]) {
      expect(playbooks.chosen()).toMatchObject({ playbookHash: before.playbookHash, ref: 'team:payments.yaml' });
      expect(playbooks.summary().problems[0]).toContain('payments.yaml:2:');
    }
    kit.put('payments.yaml', short('Mended'));
    expect(kit.playbooks.summary()).toMatchObject({ name: 'Mended', problems: [] });
  });

  it('that is gone is stood in for as well', () => {
    const kit = open();
    kit.save(short());
    kit.choose('team:payments.yaml');
    kit.playbooks.chosen();
    rmSync(kit.file('payments.yaml'));
    expect(kit.playbooks.summary()).toMatchObject({
      name: 'Payments',
      problems: [expect.stringContaining('not there')],
    });
  });
});

describe('the file that WARROOM_PLAYBOOK names', () => {
  const write = (text: string): string => {
    const path = join(folder(), 'team.yaml');
    writeFileSync(path, text);
    return path;
  };

  it('wins, is shown as such, and nothing else can be chosen', () => {
    const path = write(standard.text.replace('name: Standard', 'name: Our team'));
    const kit = open(path);
    expect(kit.playbooks.summary()).toMatchObject({ source: path, forced: true, name: 'Our team', problems: [] });
    expect(kit.list()[0]).toMatchObject({ ref: 'environment', kind: 'environment', chosen: true });
    expect(kit.choose('built-in:s1')).toMatchObject({
      refusal: { message: expect.stringContaining('WARROOM_PLAYBOOK') },
    });
  });

  it('has a hash that changes with what it says and not with how it is written', () => {
    const hashOf = (text: string) => open(write(text)).playbooks.chosen().playbookHash;
    expect(hashOf(`# our copy\n${standard.text}`)).toBe(open().playbooks.chosen().playbookHash);
    expect(hashOf(standard.text.replace('name: Standard', 'name: Other'))).not.toBe(hashOf(standard.text));
    expect(hashOf(standard.text)).toMatch(/^[0-9a-f]{64}$/u);
  });

  it.each([
    ['is not there', () => '/no/such/file.yaml', 'is not there'],
    ['is a folder', () => folder(), 'is not a file'],
    ['never ends', () => '/dev/zero', 'is not a file'],
    ['is too large', () => write('x'.repeat(600_000)), 'larger than 512 KB'],
    ['is binary', () => write('\u0000\u0001\u0002'), 'team.yaml:'],
    ['has a fault', () => write(standard.text.replace('acknowledge: 5', 'acknowledge: soon')), 'expected'],
    [
      'has very many',
      () => write(standard.text.replaceAll('true', 'perhaps').replaceAll('- {', '- { what: 1,')),
      'And ',
    ],
  ])('that %s is stood in for, and says why', (_what, path, words) => {
    const { problems, source, playbook } = open(path()).playbooks.chosen();
    expect([source, playbook.id]).toEqual(['built in', 'standard']);
    expect(problems.join()).toContain(words);
  });

  it('is not looked for where none is asked', () => {
    expect(open('').playbooks.summary()).toMatchObject({ source: 'built in', forced: false, problems: [] });
  });
});

it('finds a playbook for a switch by its ref, and none that is broken', () => {
  const kit = open();
  kit.put('broken.yaml', 'x: 1');
  expect(kit.playbooks.named('built-in:s1')?.playbook.id).toBe('s1');
  expect(kit.playbooks.named('team:broken.yaml')).toBeNull();
});
