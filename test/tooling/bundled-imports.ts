// Lets plain Node run what the bundler would have prepared: node --import ./test/tooling/bundled-imports.ts
// Files embedded as text (`./standard.yaml?raw`), and the vendors' folders found by their name (`import.meta.glob`).
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

const vendors = new URL('../../src-main/integrations/', import.meta.url);
const listOfVendors = new URL('index.ts', vendors).href;

registerHooks({
  load(url, context, next) {
    const { search } = new URL(url);
    if (search === '?raw') {
      const text = readFileSync(new URL(url.slice(0, -search.length)), 'utf8');
      return { format: 'module', source: `export default ${JSON.stringify(text)};`, shortCircuit: true };
    }
    const loaded = next(url, context);
    if (url !== listOfVendors) return loaded;
    const { source } = loaded;
    if (source === undefined || source === null) return loaded;
    const text = typeof source === 'string' ? source : new TextDecoder().decode(source);
    return { ...loaded, source: withImports(text) };
  },
});

/** The glob of index.ts as imports: `{ './slack/index.ts': <its module>, ... }`. */
function withImports(source: string): string {
  const folders = readdirSync(fileURLToPath(vendors)).filter((name) =>
    existsSync(new URL(`${name}/index.ts`, vendors)),
  );
  const imports = folders.map((name, i) => `import * as vendor${i} from './${name}/index.ts';`).join('\n');
  const found = `{ ${folders.map((name, i) => `'./${name}/index.ts': vendor${i}`).join(', ')} }`;
  const replaced = source.replace(/import\.meta\.glob<[^(]*\([^)]*\)/u, found);
  if (replaced === source) throw new Error('src-main/integrations/index.ts has another form than this hook knows.');
  return `${imports}\n${replaced}`;
}
