// `npm run hostile -- --cases N --seed S`: as many made-up hostile texts as one likes. Exit 1 when something does not hold.
import { parseArgs } from 'node:util';
import { runProperties } from './properties.ts';

const { values } = parseArgs({ options: { cases: { type: 'string' }, seed: { type: 'string' } } });
const cases = Number(values.cases ?? 1_000_000);
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
if (!Number.isSafeInteger(cases) || cases < 1 || !Number.isSafeInteger(seed)) {
  console.error('Say how many and from where in whole numbers: npm run hostile -- --cases 1000000 --seed 1');
  process.exit(2);
}
const broken = runProperties(cases, seed, (name, tried) => console.log(`${String(tried).padStart(9)}  ${name}`));
for (const words of broken) console.error(`\n${words}`);
console.log(`${cases} cases from seed ${seed}, ${broken.length} properties broken`);
process.exitCode = broken.length === 0 ? 0 : 1;
