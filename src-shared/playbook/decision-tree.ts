// The severity decision tree as it is walked: yes/no questions in order, the first yes wins (DOMAIN.md 1).
import type { Playbook, PlaybookQuestion } from './schema.ts';

export type TreeReply = 'yes' | 'no' | 'unsure';

/** One answer, kept as the reason for the severity. */
export interface TreeAnswer {
  id: string;
  question: string;
  answer: TreeReply;
}

/** `ask` is the question now; null when all is answered. `severity` is null until a question has given it. */
export interface TreeState {
  tree: Playbook['decisionTree'];
  ask: PlaybookQuestion | null;
  severity: 1 | 2 | 3 | 4 | null;
  path: readonly TreeAnswer[];
  /** the questions asked for the record only, once the severity is found */
  also: readonly TreeAnswer[];
}

/**
 * `picked`: the level picked by hand, which stands where a playbook has no tree: only what is asked for the record is left
 * (S3).
 */
export function startTree(playbook: Pick<Playbook, 'decisionTree'>, picked: 1 | 2 | 3 | 4): TreeState {
  const tree = playbook.decisionTree;
  return asking({ tree, ask: null, severity: tree.questions.length === 0 ? picked : null, path: [], also: [] });
}

/** The state after an answer; the same state when nothing is being asked. Who is unsure takes the higher severity (ours). */
export function answer(state: TreeState, reply: TreeReply): TreeState {
  if (state.ask === null) return state;
  const given: TreeAnswer = { id: state.ask.id, question: state.ask.ask, answer: reply };
  if (state.severity !== null) return asking({ ...state, also: [...state.also, given] });
  const severity = state.tree.questions[state.path.length]?.severity ?? state.tree.otherwise;
  return asking({ ...state, path: [...state.path, given], severity: reply === 'no' ? null : severity });
}

/** Sets the next question, and the severity when the last one was answered with no. */
function asking(state: TreeState): TreeState {
  if (state.severity === null) {
    const question = state.tree.questions[state.path.length];
    if (question !== undefined) return { ...state, ask: { id: question.id, ask: question.ask } };
    return asking({ ...state, severity: state.tree.otherwise });
  }
  return { ...state, ask: state.tree.alsoAsk[state.also.length] ?? null };
}
