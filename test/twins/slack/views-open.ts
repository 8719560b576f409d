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
  const id = nextId('V');
  workspace.views.push({ id, user, view });
  return { view: { ...view, id } };
}
