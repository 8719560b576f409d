// A playbook that takes what it does not say itself from a built-in one: `extends: standard`, or only some parts of it.
// What is read, stored and run by is always the whole; the file keeps to what is its own.
import { nearest } from './nearest.ts';
import type { Path, Place, ReadYaml } from './read-yaml.ts';
import { playbookSchema } from './schema.ts';

/** A built-in playbook as plain data, with whatever it extends in it already; undefined where there is none. */
type BuiltInData = (id: string) => unknown;

/** Each playbook says these about itself. */
const ofItsOwn = ['version', 'id', 'name', 'description'];
export const takeable = Object.keys(playbookSchema.shape).filter((key) => !ofItsOwn.includes(key));

interface ExtendsFault {
  path: Path;
  at: 'key' | 'value';
  expected: string;
  found: string;
  mend: string;
}

type Map = Readonly<Record<string, unknown>>;

/** The whole that plain data stands for; the same data where it extends nothing. Faults name the place in the data. */
export function extendData(
  own: unknown,
  builtIn: { data: BuiltInData; ids: readonly string[] },
): { data: unknown; base: Map | null; faults: ExtendsFault[] } {
  if (!isMap(own) || !Object.hasOwn(own, 'extends')) return { data: own, base: null, faults: [] };
  const { extends: said, ...rest } = own;
  const read = readExtends(said, builtIn.ids);
  if ('faults' in read) return { data: rest, base: null, faults: read.faults };
  const whole = builtIn.data(read.playbook);
  if (!isMap(whole)) return { data: rest, base: null, faults: [] };
  const base = Object.fromEntries(Object.entries(whole).filter(([key]) => read.take.includes(key)));
  const faults: ExtendsFault[] = [];
  const data = merged(base, rest, [], (path, id, known) => {
    const guess = nearest(id, known);
    faults.push({
      path,
      at: 'key',
      expected: `the id of an item that ${read.playbook} has here`,
      found: `"${id}"`,
      mend: guess === undefined ? `It has ${known.join(', ')}.` : `Did you mean "${guess}"?`,
    });
  });
  return { data, base, faults };
}

/** The same for a text: places are asked of the whole and answered in the file, at `extends` for what is not in it. */
export function extendYaml(
  yaml: ReadYaml,
  builtIn: { data: BuiltInData; ids: readonly string[] },
): { yaml: ReadYaml; faults: (ExtendsFault & Place)[] } {
  const { data, base, faults } = extendData(yaml.data, builtIn);
  if (base === null && faults.length === 0) return { yaml, faults: [] };
  const inFile = (path: Path): Path => ownPath(yaml.data, base, path);
  return {
    yaml: {
      data,
      empty: yaml.empty.map((path) => wholePath(yaml.data, base, path)),
      place: (path, at) => {
        const own = inFile(path);
        if (own.length === 0 && path.length > 0) return yaml.place(['extends'], 'key');
        return yaml.place(own, own.length < path.length ? 'key' : at);
      },
      placeInText: (path, inText) => {
        const own = inFile(path);
        return own.length < path.length ? yaml.place(['extends'], 'key') : yaml.placeInText(own, inText);
      },
    },
    faults: faults.map((fault) => ({ ...yaml.place(fault.path, fault.at), ...fault })),
  };
}

type Read = { playbook: string; take: readonly string[] } | { faults: ExtendsFault[] };

function readExtends(said: unknown, ids: readonly string[]): Read {
  const path = ['extends'];
  const known = (name: unknown, at: Path): Read | null => {
    if (typeof name === 'string' && ids.includes(name)) return null;
    const guess = typeof name === 'string' ? nearest(name, ids) : undefined;
    return {
      faults: [
        {
          path: at,
          at: 'value',
          expected: `the id of a built-in playbook (${ids.join(', ')})`,
          found: typeof name === 'string' ? `"${name.slice(0, 40)}"` : 'something else',
          mend: guess === undefined ? 'Write e.g. extends: standard.' : `Did you mean "${guess}"?`,
        },
      ],
    };
  };
  if (!isMap(said)) return known(said, path) ?? { playbook: String(said), take: takeable };
  const bad = known(said['playbook'], [...path, 'playbook']);
  if (bad !== null) return bad;
  const strange = Object.keys(said).find((key) => key !== 'playbook' && key !== 'take');
  if (strange !== undefined)
    return {
      faults: [
        {
          path: [...path, strange],
          at: 'key',
          expected: 'playbook and take',
          found: `"${strange.slice(0, 40)}"`,
          mend: 'Write e.g. extends: { playbook: standard, take: [roles, templates] }.',
        },
      ],
    };
  const take: unknown = said['take'] ?? takeable;
  const parts: readonly unknown[] = Array.isArray(take) ? take : [take];
  const wrong = parts.findIndex((part) => typeof part !== 'string' || !takeable.includes(part));
  if (wrong === -1) return { playbook: String(said['playbook']), take: parts.map(String) };
  const part = parts[wrong];
  const guess = typeof part === 'string' ? nearest(part, takeable) : undefined;
  return {
    faults: [
      {
        path: Array.isArray(take) ? [...path, 'take', wrong] : [...path, 'take'],
        at: 'value',
        expected: `a list of parts (${takeable.join(', ')})`,
        found: typeof part === 'string' ? `"${part.slice(0, 40)}"` : 'something else',
        mend: guess === undefined ? 'Take out what is not one.' : `Did you mean "${guess}"?`,
      },
    ],
  };
}

/**
 * Maps are put together key by key; anything else that the file says stands in place of the inherited. A list of things
 * with ids can be changed one by one: a map of those ids, each with what is different, or with "none" to leave it out.
 */
function merged(
  base: unknown,
  own: unknown,
  path: Path,
  unknownId: (path: Path, id: string, known: readonly string[]) => void,
): unknown {
  if (!isMap(own) || isTime(path)) return own;
  const items = itemsWithIds(base);
  if (items !== null) {
    const known = items.map((item) => item.id);
    for (const id of Object.keys(own)) if (!known.includes(id)) unknownId([...path, id], id, known);
    return itemsLeft(items, own).map((item) =>
      Object.hasOwn(own, item.id) ? merged(item, own[item.id], [...path, item.id], unknownId) : item,
    );
  }
  if (!isMap(base)) return own;
  const whole: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(own)) whole[key] = merged(base[key], value, [...path, key], unknownId);
  return whole;
}

/** A time has one form or another, never half of each. */
function isTime(path: Path): boolean {
  return path[0] === 'severities' && path[2] === 'clocks' && path.length === 4;
}

/** A path of the whole as far as the file itself has it, in the file's own words. */
function ownPath(own: unknown, base: unknown, path: Path): Path {
  const found: (string | number)[] = [];
  let [mine, theirs] = [own, base];
  for (const segment of path) {
    const items = itemsWithIds(theirs);
    const item = items !== null && isMap(mine) ? itemsLeft(items, mine)[Number(segment)] : null;
    const key = item === null ? segment : item?.id;
    if (key === undefined || !has(mine, key)) break;
    found.push(key);
    [mine, theirs] = [at(mine, key), item ?? at(theirs, segment)];
  }
  return found;
}

/** A path of the file as the whole has it: ids become the places in the inherited list. */
function wholePath(own: unknown, base: unknown, path: Path): Path {
  let [mine, theirs] = [own, base];
  return path.map((segment) => {
    const items = itemsWithIds(theirs);
    const left = items !== null && isMap(mine) ? itemsLeft(items, mine) : [];
    const place = left.findIndex((item) => item.id === segment);
    [mine, theirs] = [at(mine, segment), place === -1 ? at(theirs, segment) : left[place]];
    return place === -1 ? segment : place;
  });
}

/** The inherited items without those that the file leaves out. */
function itemsLeft<Item extends { id: string }>(items: readonly Item[], own: Map): readonly Item[] {
  return items.filter(({ id }) => !Object.hasOwn(own, id) || own[id] !== 'none');
}

function itemsWithIds(value: unknown): readonly (Map & { id: string })[] | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  const items: readonly unknown[] = value;
  return items.every((item): item is Map & { id: string } => isMap(item) && typeof item['id'] === 'string')
    ? items
    : null;
}

function has(value: unknown, key: string | number): boolean {
  if (Array.isArray(value)) return Number(key) in value;
  return isMap(value) && Object.hasOwn(value, key);
}

function at(value: unknown, key: string | number): unknown {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return items[Number(key)];
  }
  return isMap(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function isMap(value: unknown): value is Map {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
