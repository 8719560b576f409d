// A changed template goes into the playbook that the incident runs under: into the team's file, or into a copy of a built-in one.
// Where the commander does it, the incident runs under it at once.
import { copyOf } from '../../../src-shared/playbook/copy-of.ts';
import { textAt } from '../../../src-shared/playbook/edit-yaml.ts';
import { incidentNow } from '../../store/incident.ts';
import { ask, dispatch, dispatchHost, isMe, useRecord } from '../../store/record.ts';

interface Saved {
  ok: boolean;
  words: string;
}

export async function saveTemplate(path: readonly string[], template: string): Promise<Saved> {
  const found = await presentPlaybook();
  if (found === null)
    return refused(
      'The file of this incident’s playbook has changed or is gone. Copy the text, and put it in under Playbooks.',
    );
  const team = found.ref.startsWith('team:');
  const edited = textAt(team ? found.text : copyOf(found.text), path, template);
  if (!edited.ok) return refused(edited.message);
  const checked = await ask('playbook-check', { text: edited.text });
  if (!checked.ok) return refused(checked.refusal.message);
  const { playbook, hash, problems } = checked.answer;
  if (playbook === null || hash === null) return refused(problems[0]?.message ?? 'It is no playbook any more.');
  const ref = team ? found.ref : `team:${playbook.id}.yaml`;
  const saved = await dispatchHost({
    type: 'playbook.save',
    ref: team ? ref : null,
    text: edited.text,
    was: team ? found.hash : null,
  });
  if (!saved.ok) return refused(saved.refusal.message);
  const { commander } = incidentNow().command;
  const mine = isMe(useRecord.getState().host, commander);
  if (!mine)
    return { ok: true, words: `Saved in ${playbook.name}. The commander switches the incident to it under Playbooks.` };
  const switched = await dispatch({ type: 'playbook.switch', to: ref, hash });
  return switched.ok
    ? { ok: true, words: `Saved in ${playbook.name}. The incident runs under it now.` }
    : refused(`Saved in ${playbook.name}, but the incident was not switched to it: ${switched.refusal.message}`);
}

/** The playbook as it stands on disk, where it is still the one that the incident runs under. */
async function presentPlaybook(): Promise<{ ref: string; text: string; hash: string } | null> {
  const wanted = incidentNow().declaration?.playbookHash;
  const listed = await ask('playbooks', {});
  if (!listed.ok) return null;
  for (const { ref } of listed.answer) {
    const read = await ask('playbook-text', { ref });
    if (read.ok && read.answer.checked.hash === wanted) return { ref, text: read.answer.text, hash: read.answer.hash };
  }
  return null;
}

function refused(words: string): Saved {
  return { ok: false, words };
}
