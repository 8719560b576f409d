// The dialogs of Slack, and the buttons of the pinned post, as its blocks. Every text in them is plain: nothing that somebody typed
// becomes markup or rings a phone.
import type { Incident } from '../../../src-shared/incident/index.ts';
import { isOver } from '../../../src-shared/incident/lifecycle.ts';
import { seatsOf } from '../../../src-shared/incident/roles.ts';
import type { Dialog, Question } from '../inlet.ts';

type Block = Readonly<Record<string, unknown>>;

const WORDS = {
  declare: { title: 'Declare an incident', submit: 'Declare' },
  update: { title: 'Post an update', submit: 'Post' },
  resolve: { title: 'Resolve the incident', submit: 'Resolve' },
} as const;

/** A dialog says where it was asked for: Slack does not tell with what was filled in. */
export function dialogView(dialog: Dialog, place: string | null): Block {
  const { title, submit } = WORDS[dialog.verb];
  return {
    type: 'modal',
    callback_id: `warroom:${dialog.verb}`,
    private_metadata: `${place ?? ''} ${'incident' in dialog ? dialog.incident : ''}`,
    title: plain(title),
    submit: plain(submit),
    close: plain('Cancel'),
    blocks: blocksOf(dialog),
  };
}

function blocksOf(dialog: Dialog): Block[] {
  switch (dialog.verb) {
    case 'declare':
      return declareBlocks(dialog.text);
    case 'update':
      return [input('text', 'Update', { multiline: true, most: 3_000 })];
    case 'resolve':
      return [
        { type: 'section', text: plain('The answers go on the record. What is not answered stays open.') },
        ...dialog.questions.map(questionBlock),
        { ...input('reason', 'Note', { most: 500, initial: dialog.text }), optional: true },
      ];
  }
}

const LONGEST_LABEL = 2_000;

/** Nothing is chosen beforehand: who presses without reading has answered nothing. */
function questionBlock({ name, ask, replies }: Question): Block {
  return {
    type: 'input',
    block_id: name,
    optional: true,
    label: plain(ask.slice(0, LONGEST_LABEL)),
    element: {
      type: 'radio_buttons',
      action_id: name,
      options: replies.map(({ label, value }) => ({ text: plain(label), value })),
    },
  };
}

export function resultView(text: string): Block {
  return {
    type: 'modal',
    title: plain('Warroom'),
    close: plain('Close'),
    blocks: [{ type: 'section', text: plain(text.slice(0, 3_000)) }],
  };
}

function declareBlocks(title: string): Block[] {
  return [
    input('title', 'Title', { most: 200, initial: title }),
    {
      type: 'input',
      block_id: 'severity',
      label: plain('Severity (in doubt the higher one)'),
      element: {
        type: 'static_select',
        action_id: 'severity',
        initial_option: SEVERITIES[0],
        options: SEVERITIES,
      },
    },
    { ...input('impact', 'Impact', { multiline: true, most: 3_000 }), optional: true },
  ];
}

const SEVERITIES = ['SEV1 critical', 'SEV2 major', 'SEV3 minor', 'SEV4 low'].map((word, i) => ({
  text: plain(word),
  value: String(i + 1),
}));

function input(
  name: string,
  label: string,
  { multiline = false, most, initial = '' }: { multiline?: boolean; most: number; initial?: string },
): Block {
  const element = {
    type: 'plain_text_input',
    action_id: name,
    multiline,
    max_length: most,
    ...(initial === '' ? {} : { initial_value: initial.slice(0, most).replace(/[\uD800-\uDBFF]$/u, '') }),
  };
  return { type: 'input', block_id: name, label: plain(label), element };
}

/** A section holds so much; a message's blocks fail together beyond about 13,200 (bolt-js #2509), which 4,000 never reach. */
const LONGEST_SECTION = 2_900;

/** The pinned post with its buttons; `text`: as it goes over the wire, escaped. Once it is over nothing is left to press. */
export function boardBlocks(incident: Incident, text: string): Block[] {
  const sections = sectionsOf(text).map((part): Block => ({ type: 'section', text: plain(part) }));
  return isOver(incident)
    ? sections
    : [...sections, { type: 'actions', block_id: 'warroom', elements: deeds(incident) }];
}

function deeds(incident: Incident): Block[] {
  const vacant = (incident.declaration?.playbook?.roles ?? []).filter(
    ({ id, many }) => id !== 'ic' && (many || seatsOf(incident, id).length === 0),
  );
  return [
    button('here', 'I am here'),
    button('acknowledge', 'Acknowledge'),
    button('update', 'Post update'),
    ...(vacant.length === 0
      ? []
      : [
          {
            type: 'static_select',
            action_id: 'warroom:role',
            placeholder: plain('Take a role'),
            options: vacant.map(({ id, name }) => ({ text: plain(name), value: id })),
          },
        ]),
  ];
}

/** An order with its yes below it (S2: acknowledge everything). */
export function orderBlocks(text: string, task: string): Block[] {
  return [
    ...sectionsOf(text).map((part): Block => ({ type: 'section', text: plain(part) })),
    { type: 'actions', block_id: 'warroom', elements: [button('copy', 'Copy', task)] },
  ];
}

function button(verb: string, label: string, value?: string): Block {
  const more = value === undefined ? {} : { value };
  return { type: 'button', action_id: `warroom:${verb}`, ...more, text: plain(label) };
}

/** Cut at the end of a line where there is one, never inside of an escape. */
function sectionsOf(text: string): string[] {
  const parts: string[] = [];
  let part = '';
  for (const line of text.split('\n')) {
    for (const piece of line.match(/(?:&(?:amp|lt|gt);|[\s\S]){1,500}/gu) ?? ['']) {
      if (part.length + piece.length + 1 > LONGEST_SECTION) {
        parts.push(part);
        part = '';
      }
      part = part === '' ? piece : `${part}\n${piece}`;
    }
  }
  return [...parts, part].filter((one) => one.trim() !== '');
}

function plain(text: string): Block {
  return { type: 'plain_text', text, emoji: false };
}
