// Lets plain Node import what the bundler embeds as text (`./standard.yaml?raw`): node --import ./test/tooling/raw-text.ts
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

registerHooks({
  load(url, context, next) {
    const { search } = new URL(url);
    if (search !== '?raw') return next(url, context);
    const text = readFileSync(new URL(url.slice(0, -search.length)), 'utf8');
    return { format: 'module', source: `export default ${JSON.stringify(text)};`, shortCircuit: true };
  },
});
