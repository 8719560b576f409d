// Plants one bug in the code as Node loads it: `WARROOM_MUTANT=<name> node --import ./test/simulation/mutate.ts ...`
import { registerHooks } from 'node:module';
import { mutants } from './mutants.ts';

const wanted = process.env['WARROOM_MUTANT'] ?? '';
const mutant = mutants.find(({ name }) => name === wanted);
if (mutant === undefined) throw new Error(`There is no mutant ${wanted}.`);
const target = new URL(`../../${mutant.file}`, import.meta.url).href;

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    if (url !== target) return loaded;
    const { source } = loaded;
    const text = typeof source === 'string' ? source : new TextDecoder().decode(source ?? undefined);
    const parts = text.split(mutant.from);
    if (parts.length !== 2)
      throw new Error(
        `Mutant ${mutant.name}: its expression is in ${mutant.file} ${parts.length - 1} times, not once.`,
      );
    process.env['WARROOM_MUTATED'] = mutant.name;
    return { ...loaded, source: parts.join(mutant.to) };
  },
});
