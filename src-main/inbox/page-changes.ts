// What stands on a status page and is not ours: posts of others, edited texts of ours, component states that somebody set, a
// text of ours that stands there twice. Pure: the same standing gives the same keys.
import { createHash } from 'node:crypto';
import type { Incident } from '../../src-shared/incident/index.ts';
import { saidStates, type ComponentChange } from '../../src-shared/incident/page-drift.ts';
import type { RemoteRef } from '../../src-shared/incident/remote.ts';
import { pageLane, type Page, type Publication } from '../../src-shared/incident/status-page.ts';
import { componentsNamed } from '../../src-shared/page-components.ts';
import type { PageLook } from '../integrations/inlet.ts';

export interface Change {
  key: string;
  what: 'posted' | 'edited' | 'gone' | 'components' | 'doubled';
  step?: string;
  text?: string;
  at: number;
  publication?: string;
  components?: readonly ComponentChange[];
  update?: string;
}

type Standing = Extract<PageLook, { is: 'there' }>;
type Update = Standing['updates'][number];

/** A post and its edit on the page need not be a moment apart; another post within this is taken for a post. */
const EDIT_WITHIN_MS = 10 * 60_000;

/** The oldest first. */
export function changesOf(incident: Incident, page: Page, ref: RemoteRef, look: PageLook): Change[] {
  if (look.is === 'unread') return [];
  if (look.is === 'gone') return [{ key: `gone/${ref.remoteId}`, what: 'gone', at: look.at }];
  const ours = incident.statusPage.publications.filter((one) => one.page === page && one.state === 'published');
  const rewritten = Object.values(incident.remote.edited).filter(({ lane }) => lane === pageLane(page));
  const repeats = incident.pageDrift.flatMap(({ settled }) => settled?.text ?? []);
  const said = new Set([...[...ours, ...rewritten].map(({ text }) => text), ...repeats].map(plain));
  // What stood there when somebody adopted it was read by them.
  const updates = look.updates.filter(({ at }) => ref.how !== 'adopted' || at > ref.at).toSorted((a, b) => a.at - b.at);
  const standing = new Set(look.updates.map(({ text }) => plain(text)));
  const missing = ours.filter(
    ({ text }) => !standing.has(plain(text)) && !rewritten.some((one) => standing.has(plain(one.text))),
  );
  const theirs = updates
    .filter(({ text }) => !said.has(plain(text)))
    .map((update) => ({ update, was: takeNearest(missing, update.at) }));
  // What was taken back or overtaken before it left never arrived.
  const moved = new Set(componentsMoved(incident, page, look, ref, (one) => !missing.includes(one)));
  const texts = theirs.map(({ update, was }): Change => {
    const set = was === undefined ? [...moved].filter((one) => setBy(update, one)) : [];
    for (const one of set) moved.delete(one);
    return {
      key: `${update.id}/${update.changedAt}`,
      what: was === undefined ? 'posted' : 'edited',
      ...(update.step === null ? {} : { step: update.step }),
      text: update.text.slice(0, 30_000),
      at: was === undefined ? update.at : update.changedAt,
      ...(was === undefined ? {} : { publication: was.id }),
      ...(set.length === 0 ? {} : { components: set.map(withoutId) }),
    };
  });
  return [...texts, ...doubled(updates, [...ours, ...rewritten]), ...together([...moved])];
}

/** `ids`: those of the page, of which an update may say that it set them. */
type Moved = ComponentChange & { id: string; at: number };

/** Components of ours that stand otherwise there than we said last, as far as what we said arrived. */
function componentsMoved(
  incident: Incident,
  page: Page,
  look: Standing,
  ref: RemoteRef,
  arrived: (one: Publication) => boolean,
): Moved[] {
  return [...saidStates(incident, page, arrived)].flatMap(([name, ours]) => {
    const [there, ...others] = componentsNamed(name, look.components);
    if (there === undefined || others.length > 0 || there.state === null || there.state === ours) return [];
    if (ref.how === 'adopted' && there.changedAt <= ref.at) return [];
    return [{ id: there.id, at: there.changedAt, name, ours, theirs: there.state }];
  });
}

function setBy({ sets }: Update, { id, theirs }: Moved): boolean {
  return sets.some((one) => one.component === id && one.state === theirs);
}

function withoutId({ name, ours, theirs }: Moved): ComponentChange {
  return { name, ours, theirs };
}

/** One question for all that was set there without a word. */
function together(moved: readonly Moved[]): Change[] {
  if (moved.length === 0) return [];
  const how = moved.map(({ id, theirs, at }) => `${id} ${theirs} ${at}`).toSorted();
  const key = createHash('sha256').update(how.join('\n')).digest('hex').slice(0, 32);
  const at = Math.max(...moved.map((one) => one.at));
  return [{ key: `components/${key}`, what: 'components', at, components: moved.slice(0, 50).map(withoutId) }];
}

/** A lost answer whose post was done late, after the next try: our text stands there once more than we said it. */
function doubled(updates: readonly Update[], ours: readonly { id?: string; text: string }[]): Change[] {
  return [...Map.groupBy(updates, ({ text }) => plain(text))].flatMap(([text, there]) => {
    const said = ours.filter((one) => plain(one.text) === text);
    if (text === '' || said.length === 0) return [];
    const publication = said.find(({ id }) => id !== undefined)?.id;
    return there.slice(said.length).map((update): Change => ({
      key: `doubled/${update.id}`,
      what: 'doubled',
      text: update.text.slice(0, 30_000),
      at: update.at,
      update: update.id,
      ...(publication === undefined ? {} : { publication }),
    }));
  });
}

function takeNearest(missing: Publication[], at: number): Publication | undefined {
  const near = missing.find((one) => Math.abs((one.publishedAt ?? one.submittedAt) - at) <= EDIT_WITHIN_MS);
  if (near !== undefined) missing.splice(missing.indexOf(near), 1);
  return near;
}

/** The page may give a text back with other line ends and spaces. */
function plain(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
