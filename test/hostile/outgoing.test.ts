// Every class of hostile input, said in an incident that is told to Slack and Statuspage: nobody is called who was not meant,
// no link says another address, and what is delivered is what was said.
import { expect, onTestFinished, test } from 'vitest';
import { openWorld } from '../worlds/world.ts';
import { hostileClasses } from './classes.ts';

const ID = '01H0000000000000000000000H';
const HOUR = 3_600_000;
/** What fits into a title and a name; the long ones are refused there, which the matrix shows. */
const SHORT = 70;

test('nobody is called and nothing is linked, whatever is typed', { timeout: 120_000 }, async () => {
  const one = await openWorld((end) => onTestFinished(end));
  await one.does(ID, {
    type: 'incident.declare',
    title: 'Payments <!channel> fail',
    impact: '<https://evil.example|status.company.com> &lt;!here&gt;',
    severity: 1,
    components: ['Payments'],
    declarer: { name: 'Nguyen A' },
  });
  const inputs = hostileClasses.flatMap((one_) => one_.inputs);
  let said = 0;
  for (const input of inputs) {
    const short = input.slice(0, SHORT);
    const text = input.slice(0, 5_000);
    const answers = [
      await one.tries(ID, { type: 'update.post', audience: 'room', text: `Update: ${text}` }),
      await one.tries(ID, { type: 'update.post', audience: 'executives', text: `Executives: ${text}` }),
      await one.tries(ID, { type: 'decision.make', text: `Do ${text}` }),
      await one.tries(ID, { type: 'incident.describe', title: `Now ${short}` }),
      await one.tries(ID, { type: 'role.assign', role: 'sme', person: { name: `Le ${short}` } }),
    ];
    said += answers.filter(({ ok }) => ok).length;
    await one.run(10_000);
  }
  expect(said).toBeGreaterThan(inputs.length * 3);
  expect(await one.drain(HOUR)).toBe(true);
  const heard = [...one.slack.workspace.channels.values()].flatMap(({ name }) => one.slack.messagesIn(name));
  expect(heard.length).toBeGreaterThan(inputs.length);
  // The bot itself may name the people whom it was told to invite; no text may.
  expect(one.slack.mentions().filter(({ kind }) => kind !== 'user')).toEqual([]);
  for (const { text } of heard) expect(text).not.toMatch(/<(?!https:\/\/example\.slack\.com\/)/u);
});
