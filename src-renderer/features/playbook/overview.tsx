// A playbook as people read it: the severity matrix with every clock, the tree, roles, the room, the questions.
import type { CheckedPlaybook } from '../../../src-shared/bridge.ts';
import { dueInWords } from '../../../src-shared/playbook/due.ts';
import type { Playbook } from '../../../src-shared/playbook/schema.ts';

const LEVELS = [1, 2, 3, 4] as const;
/** Nothing in it can be pressed: it takes the focus, so that the arrow keys scroll it. */
const READ_BY_KEYS = { tabIndex: 0, role: 'group' };

export function Overview({ checked }: { checked: CheckedPlaybook | null }) {
  if (checked === null) return <p aria-live="polite">Looking at it.</p>;
  const { playbook } = checked;
  if (playbook === null)
    return (
      <ul className="playbook-broken">
        {checked.problems.map(({ message }) => (
          <li key={message} className="playbook-problem">
            {message}
          </li>
        ))}
      </ul>
    );
  const { seat, cadence, lifecycle, channels, decisionTree, warRoom } = playbook;
  return (
    <div className="playbook-overview" {...READ_BY_KEYS} aria-label="Playbook, to read">
      <Matrix playbook={playbook} />
      <section>
        <h4>Command and cadence</h4>
        <dl>
          <Row name="Executives hear every" says={dueInWords(cadence.executivesEveryMin)} />
          <Row name="Check-in every" says={dueInWords(cadence.checkInEveryMin)} />
          <Row name="Handover after" says={dueInWords(seat.limitMin)} />
          <Row name="At baseline" says={range(lifecycle.baselineMin, lifecycle.baselineUpToMin)} />
          <Row name="Post-mortem" says={postMortemInWords(playbook)} />
          <Row
            name="Channel"
            says={channels.pattern.replace('{date}', channels.date).replace('{slug}', 'what-is-wrong')}
          />
          <Row name="Announced in" says={channels.incidents ?? 'nowhere'} />
          <Row name="Public posts approved by" says={approvalInWords(playbook)} />
        </dl>
      </section>
      <section>
        <h4>Severity questions</h4>
        <List
          items={[
            ...decisionTree.questions.map(({ ask, severity }) => `${ask} ${playbook.severities[severity].name}`),
            ...(decisionTree.questions.length === 0
              ? []
              : [`Else ${playbook.severities[decisionTree.otherwise].name}`]),
            ...decisionTree.alsoAsk.map(({ ask }) => `${ask} For the record`),
          ]}
        />
      </section>
      <section>
        <h4>Roles</h4>
        <List
          items={playbook.roles.map(
            ({ name, requiredFor, ackMin }) =>
              `${name}: ${requiredFor.length === 0 ? 'where wanted' : `required for ${requiredFor.map((level) => playbook.severities[level].name).join(', ')}`}${ackMin === null ? '' : `, says so within ${dueInWords(ackMin)}`}`,
          )}
        />
      </section>
      <section>
        <h4>Rules of the room</h4>
        <List items={warRoom.rules} />
      </section>
      <section>
        <h4>Asked to resolve, and to close</h4>
        <List items={[...lifecycle.resolveQuestions, ...lifecycle.closeQuestions].map(({ ask }) => ask)} />
      </section>
    </div>
  );
}

function Matrix({ playbook }: { playbook: Playbook }) {
  const severities = LEVELS.map((level) => playbook.severities[level]);
  const rows: [string, string[]][] = [
    ['Means', severities.map(({ means }) => means)],
    ['Reaches', severities.map(({ reaches }) => reaches ?? 'not set')],
    ['Costs an hour', severities.map(({ revenuePerHour }) => revenuePerHour ?? 'not set')],
    ...playbook.clocks.map(({ id, label }): [string, string[]] => [
      label,
      severities.map(({ clocks }) => dueInWords(clocks[id] ?? null)),
    ]),
    [
      'Updates every',
      severities.map(({ updateEarliestMin, updateEveryMin }) => range(updateEarliestMin, updateEveryMin)),
    ],
    ['War room', severities.map(({ warRoom }) => (warRoom.open ? `Yes. ${warRoom.how}` : warRoom.how))],
  ];
  return (
    <table className="playbook-matrix">
      <caption className="off-screen">Severities and their clocks</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="off-screen">What</span>
          </th>
          {severities.map(({ name, label }) => (
            <th key={name} scope="col">
              {name} {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows
          .filter(([, cells]) => cells.some((cell) => cell !== 'not set'))
          .map(([name, cells]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {LEVELS.map((level, i) => (
                <td key={level} className={cells[i] === 'not set' ? 'unset' : ''}>
                  {cells[i]}
                </td>
              ))}
            </tr>
          ))}
      </tbody>
    </table>
  );
}

function approvalInWords({ statusPage: { approval }, severities }: Playbook): string {
  if (approval === null) return 'not set';
  const levels = (approval.severities ?? []).map((level) => severities[level].name);
  return [
    approval.by,
    ...(levels.length === 0 ? [] : [`for ${levels.join(', ')}`]),
    ...(approval.optional ? ['where wanted'] : []),
  ].join(', ');
}

function range(from: number | null, to: number | null): string {
  if (from === null || to === null) return dueInWords(from ?? to);
  return `${dueInWords(from)} to ${dueInWords(to)}`;
}

function Row({ name, says }: { name: string; says: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className={says === 'not set' ? 'unset' : ''}>{says}</dd>
    </>
  );
}

/** "SEV1, SEV2: draft 1 day, published 5 business days". */
function postMortemInWords({ lifecycle: { postMortem: rule }, severities }: Playbook): string {
  if (rule === null) return 'not set';
  const parts = [
    { what: 'draft', due: rule.draft },
    { what: 'review', due: rule.review },
    { what: 'published', due: rule.published },
  ].filter(({ due }) => due !== null);
  const levels = rule.severities.map((level) => severities[level].name).join(', ');
  return `${levels}: ${parts.map(({ what, due }) => `${what} ${dueInWords(due)}`).join(', ')}`;
}

function List({ items }: { items: readonly string[] }) {
  if (items.length === 0) return <p className="unset">not set</p>;
  return (
    <ul>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}
