// What somebody does at the vendors by hand, while our app is looking elsewhere.
import type { FarSide } from './night.ts';
import { PAGES, type World } from './world.ts';

export function far({ slack, page }: World, what: FarSide, pick: number): void {
  const among = <T>(of: readonly T[]): T | undefined => of[pick % Math.max(1, of.length)];
  const where = PAGES[pick % PAGES.length]!;
  const theirs = among(page.incidents(where));
  const room = among(
    [...slack.workspace.channels.values()].filter(({ name, archived }) => name.startsWith('inc-') && !archived),
  );
  const post =
    room === undefined
      ? undefined
      : among(room.messages.filter(({ deleted, metadata }) => !deleted && metadata !== null));
  switch (what) {
    case 'page-edit':
      if (theirs !== undefined) page.somebody.updatesIncident(theirs.id, { body: `edited on the web ${pick}` }, where);
      return;
    case 'page-delete':
      if (theirs !== undefined) page.somebody.deletesIncident(theirs.id, where);
      return;
    case 'page-opens':
      page.somebody.opensIncident({ name: `opened on the web ${pick}` }, where);
      return;
    case 'page-component':
      page.somebody.setsComponent('Payments', 'major_outage', where);
      return;
    case 'slack-delete':
      if (room !== undefined && post !== undefined) slack.somebody.deletes(room.id, post.ts);
      return;
    case 'slack-post':
      if (room !== undefined) slack.somebody.posts(room.id, `I see it too ${pick}`, { by: 'bui.d' });
      return;
    case 'slack-rename':
      if (room !== undefined) slack.somebody.renames(room.id, `renamed-${pick}`);
      return;
    case 'slack-unpin':
      if (room !== undefined && room.pins[0] !== undefined) slack.somebody.unpins(room.id, room.pins[0].ts);
      return;
    case 'slack-archive':
      if (room !== undefined) slack.somebody.archives(room.id);
      return;
    case 'slack-remove-bot':
      if (room !== undefined) slack.somebody.removesBot(room.id);
      return;
  }
}
