// Whose phone rings for a message. Slack makes a mention of `<!channel>` and its kin wherever markup is read, and of plain
// @names where `link_names`, `parse: full` or a text object that is not `verbatim` lets it look for them. The twin counts
// all of these, the doubtful ones too: a mention that nobody wrote must not leave the house.
import { isObject } from './call.ts';
import type { Mention, Workspace } from './workspace.ts';

export interface Said {
  text: string;
  blocks: unknown;
  attachments: unknown;
  /** `link_names` or `parse: full` */
  linkNames: boolean;
}

export function mentionsIn({ text, blocks, attachments, linkNames }: Said, workspace: Workspace): Mention[] {
  return [
    ...fromMarkup(text),
    ...(linkNames ? fromNames(text, workspace) : []),
    ...fromParts(blocks, linkNames, workspace),
    ...fromParts(attachments, linkNames, workspace),
  ];
}

const RANGES = ['channel', 'here', 'everyone'] as const;

function fromMarkup(text: string): Mention[] {
  return [...text.matchAll(/<(?:!(channel|here|everyone)|!subteam\^([A-Z0-9]+)|@([A-Z0-9]+))(?:[|^][^<>]*)?>/gu)].map(
    ([, range, group, user]) => {
      if (range !== undefined) return { kind: rangeOf(range) };
      return group === undefined ? { kind: 'user', id: user ?? '' } : { kind: 'group', id: group };
    },
  );
}

function fromNames(text: string, { users, groups }: Workspace): Mention[] {
  return [...text.matchAll(/(?<![\w<])@([a-z0-9][\w.-]*)/giu)].flatMap(([, found = '']): Mention[] => {
    const name = found.toLowerCase().replace(/[.-]+$/u, '');
    if (RANGES.some((range) => range === name)) return [{ kind: rangeOf(name) }];
    const group = [...groups].find(([, handle]) => handle === name);
    if (group !== undefined) return [{ kind: 'group', id: group[0] }];
    return [...users.values()].some((user) => user.name === name) ? [{ kind: 'name', name }] : [];
  });
}

/** Looks through blocks and attachments without recursion: they may be as deep as whoever sent them liked. */
function fromParts(parts: unknown, linkNames: boolean, workspace: Workspace): Mention[] {
  const found: Mention[] = [];
  const waiting: unknown[] = [parts];
  while (waiting.length > 0) {
    const part = waiting.pop();
    if (Array.isArray(part)) waiting.push(...part.toReversed());
    if (!isObject(part)) continue;
    found.push(...fromPart(part, linkNames, workspace));
    waiting.push(...Object.values(part).toReversed());
  }
  return found;
}

function fromPart(part: Readonly<Record<string, unknown>>, linkNames: boolean, workspace: Workspace): Mention[] {
  switch (part['type']) {
    case 'mrkdwn':
    case 'markdown': {
      const text = typeof part['text'] === 'string' ? part['text'] : '';
      return [...fromMarkup(text), ...(linkNames || part['verbatim'] !== true ? fromNames(text, workspace) : [])];
    }
    case 'user':
      return [{ kind: 'user', id: String(part['user_id']) }];
    case 'usergroup':
      return [{ kind: 'group', id: String(part['usergroup_id']) }];
    case 'broadcast':
      return [{ kind: rangeOf(String(part['range'])) }];
    case undefined:
      // An attachment: its texts are read as markup.
      return ['text', 'pretext', 'fallback', 'value'].flatMap((field) => {
        const text = part[field];
        if (typeof text !== 'string') return [];
        return [...fromMarkup(text), ...(linkNames ? fromNames(text, workspace) : [])];
      });
    default:
      return [];
  }
}

function rangeOf(name: string): (typeof RANGES)[number] {
  return RANGES.find((range) => range === name) ?? 'everyone';
}
