// views.*: dialogs that the app opens for whoever pressed something, by the ticket that came with the press.
import { structure, text, isObject } from './call.ts';
import { type Method, type Moment, Refusal } from './method.ts';

export const viewMethods: Readonly<Record<string, Method>> = {
  'views.open': { scopes: [], tier: 4, json: true, required: ['trigger_id', 'view'], run: open },
};

function open(moment: Moment): Record<string, unknown> {
  const { args, workspace, nextId } = moment;
  const user = /^trigger\w+:(\w+)$/u.exec(text(args, 'trigger_id') ?? '')?.[1];
  if (user === undefined) throw new Refusal('invalid_trigger');
  const view = structure(args, 'view');
  if (!isObject(view) || view['type'] !== 'modal' || !Array.isArray(view['blocks']))
    throw new Refusal('invalid_arguments');
  const title = isObject(view['title']) ? (text(view['title'], 'text') ?? '') : '';
  if (title === '' || [...title].length > 24) throw new Refusal('invalid_arguments');
  const problem = view['blocks'].map(problemOf).find((one) => one !== null);
  if (problem !== undefined || view['blocks'].length > 100 || (text(view, 'private_metadata') ?? '').length > 3_000)
    throw new Refusal('invalid_arguments');
  const id = nextId('V');
  workspace.views.push({ id, user, view });
  return { view: { ...view, id } };
}

/** What Slack refuses of a block of a dialog (docs.slack.dev, Block Kit). */
function problemOf(block: unknown): string | null {
  if (!isObject(block)) return 'no block';
  if (block['type'] !== 'input') return null;
  const { label, element, block_id: name } = block;
  if (typeof name !== 'string' || name === '' || name.length > 255) return 'block_id';
  if (!isObject(label) || !fits(label, 2_000)) return 'label';
  if (!isObject(element)) return 'element';
  const { max_length: most, initial_value: initial, options } = element;
  if (typeof initial === 'string' && initial.length > (typeof most === 'number' ? most : 3_000)) return 'initial_value';
  if (options !== undefined && !(Array.isArray(options) && options.length <= 100 && options.every(isOption)))
    return 'options';
  return null;
}

function isOption(option: unknown): boolean {
  if (!isObject(option) || !isObject(option['text']) || !fits(option['text'], 75)) return false;
  return typeof option['value'] === 'string' && option['value'].length <= 150;
}

function fits(plain: Readonly<Record<string, unknown>>, most: number): boolean {
  const shown = plain['text'];
  return typeof shown === 'string' && shown !== '' && shown.length <= most;
}
