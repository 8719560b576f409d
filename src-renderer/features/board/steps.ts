// The small forms of the next steps: what each asks, and the command that it becomes.
import type { Incident } from '../../../src-shared/incident/index.ts';
import { recordOf } from '../../../src-shared/incident/records.ts';
import { parseDuration } from '../../../src-shared/text/durations.ts';
import { othersWord } from '../../store/record-deeds.ts';
import type { Wanted } from '../../store/record.ts';
import type { Step } from '../../store/view.ts';

export interface Field {
  name: string;
  label: string;
  kind: 'text' | 'person' | 'time';
  placeholder?: string;
}

export interface StepForm {
  title: string;
  press: string;
  fields: readonly Field[];
  /** the record's own words, to show above the form */
  about: (incident: Incident, id: string) => string;
  /** the command, or what is missing in words */
  wanted: (id: string, fields: Readonly<Record<string, string>>) => Wanted | string;
}

export const steps: Readonly<Record<Step, StepForm>> = {
  test: {
    title: 'Test the hypothesis',
    press: 'Test',
    fields: [
      { name: 'tester', label: 'Tester', kind: 'person', placeholder: 'You, unless you say another' },
      { name: 'box', label: 'Time-box', kind: 'time' },
    ],
    about: (incident, id) => recordOf(incident.hypotheses, id)?.text ?? '',
    wanted: (hypothesis, { tester = '', box = '' }) => {
      const ms = span(box);
      if (ms === null) return UNREAD;
      return {
        type: 'hypothesis.test',
        hypothesis,
        ...(tester === '' ? {} : { tester: { name: tester } }),
        ...(ms === undefined ? {} : { timeBoxMs: ms }),
      };
    },
  },
  assign: {
    title: 'Give the task',
    press: 'Give',
    fields: [{ name: 'owner', label: 'Who', kind: 'person', placeholder: 'One person' }],
    about: (incident, id) => recordOf(incident.tasks, id)?.text ?? '',
    wanted: (task, { owner = '' }) => ({ type: 'task.assign', task, owner: { name: owner } }),
  },
  'way-back': {
    title: 'The way back',
    press: 'Save',
    fields: [
      { name: 'wayBack', label: 'Way back', kind: 'text', placeholder: 'How it is undone if it makes things worse' },
      { name: 'noWayBack', label: 'Or why there is none', kind: 'text' },
    ],
    about: actionText,
    wanted: (action, { wayBack = '', noWayBack = '' }) =>
      wayBack === '' && noWayBack === ''
        ? 'Write how it is undone, or why it cannot be.'
        : { type: 'action.amend', action, ...(wayBack === '' ? { noWayBack } : { wayBack }) },
  },
  start: {
    title: 'Start the action',
    press: 'Start',
    fields: [
      { name: 'eta', label: 'ETA', kind: 'time' },
      { name: 'owner', label: 'Who', kind: 'person', placeholder: 'Whoever it was given to' },
    ],
    about: actionText,
    wanted: (action, { eta = '', owner = '' }) => {
      const ms = span(eta);
      if (ms === null) return UNREAD;
      return {
        type: 'action.start',
        action,
        ...(ms === undefined ? {} : { etaMs: ms }),
        ...(owner === '' ? {} : { owner: { name: owner } }),
      };
    },
  },
  verify: {
    title: 'Verify the action',
    press: 'Verify',
    fields: [
      { name: 'note', label: 'What shows that it worked', kind: 'text', placeholder: 'Errors at zero for 5 min' },
    ],
    about: actionText,
    wanted: (action, { note = '' }) => ({ type: 'action.verify', action, note }),
  },
  abandon: {
    title: 'Abandon the action',
    press: 'Abandon',
    fields: [{ name: 'reason', label: 'Reason', kind: 'text' }],
    about: actionText,
    wanted: (action, { reason = '' }) => ({ type: 'action.abandon', action, reason }),
  },
  object: {
    title: 'Objection',
    press: 'Keep it',
    fields: [
      { name: 'text', label: 'Objection', kind: 'text' },
      { name: 'person', label: 'Who objects', kind: 'person', placeholder: 'You, unless you say another' },
    ],
    about: decisionText,
    wanted: (decision, { text = '', person = '' }) => ({
      type: 'decision.object',
      decision,
      text,
      ...(person === '' ? {} : { person: { name: person } }),
    }),
  },
  'carry-out': {
    title: 'Carried out',
    press: 'Carried out',
    fields: [{ name: 'note', label: 'What came of it (optional)', kind: 'text' }],
    about: decisionText,
    wanted: (decision, { note = '' }) => ({
      type: 'decision.carry-out',
      decision,
      ...(note === '' ? {} : { note }),
    }),
  },
  revise: {
    title: 'Revise the decision',
    press: 'Revise',
    fields: [
      { name: 'reason', label: 'Why it no longer holds', kind: 'text' },
      { name: 'text', label: 'Decided instead (optional)', kind: 'text' },
    ],
    about: (incident, id) => {
      const other = othersWord();
      const words = decisionText(incident, id);
      return other === null ? words : `${words} · ${other.name} revises it, and you write it down.`;
    },
    wanted: (decision, { reason = '', text = '' }) => {
      const other = othersWord();
      return {
        type: 'decision.revise',
        decision,
        reason,
        ...(text === '' ? {} : { text }),
        ...(other === null ? {} : { word: other.id }),
      };
    },
  },
  'drop-proposal': {
    title: 'Drop the proposal',
    press: 'Drop it',
    fields: [{ name: 'reason', label: 'Reason', kind: 'text' }],
    about: (incident, id) => recordOf(incident.proposals, id)?.text ?? '',
    wanted: (proposal, { reason = '' }) => ({ type: 'proposal.drop', proposal, reason }),
  },
};

const UNREAD = 'The time cannot be read. Write it as 10m.';

/** undefined: left to the playbook; null: cannot be read */
function span(typed: string): number | null | undefined {
  return typed === '' ? undefined : parseDuration(typed);
}

function actionText(incident: Incident, id: string): string {
  return recordOf(incident.actions, id)?.text ?? '';
}

function decisionText(incident: Incident, id: string): string {
  return recordOf(incident.decisions, id)?.text ?? '';
}
