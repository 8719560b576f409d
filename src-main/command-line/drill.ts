// `warroom drill`: an incident as data is played, and its id printed.
import { playedPart, readStory } from '../errands/drill.ts';
import { stopped } from '../errands/endings.ts';
import { readInput } from './input-file.ts';
import type { Verb } from './verb.ts';
import { carryOut } from './writing.ts';

export const drill: Verb = {
  name: 'drill',
  usage: 'drill --incident FILE',
  summary: 'plays an incident.json in its own time, as a drill; prints its id',
  help: [
    '--incident FILE    the incident as data (test/fixtures/incidents/README.md has the shape)',
    'Its vendors are pretended: what would be posted is counted, and nothing leaves this machine.',
  ],
  options: { incident: { type: 'string' } },
  positionals: { least: 0, most: 0 },
  run: async (given) => {
    const name = given.text('incident');
    if (name === undefined) return stopped('usage', 'Name the incident to play: --incident FILE');
    const file = readInput(given, name);
    if (!file.ok) return file;
    const incident = playedPart(parsed(Buffer.from(file.bytes).toString('utf8')));
    const read = readStory(incident, given.clock.now());
    if (!read.ok) return stopped(read.ending, `${file.path}: ${read.message}`);
    return carryOut(given, { errand: 'drill', incident });
  },
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
