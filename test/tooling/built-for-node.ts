// What the product's own build does with src-main: one bundle, dependencies inside, so that a process starts as fast as the real one.
import { build } from 'vite';

/** `entries`: the file of each by its name in the folder, without `.js`. */
export async function buildForNode(outDir: string, entries: Readonly<Record<string, string>>): Promise<void> {
  await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir,
      target: 'node24',
      minify: false,
      rolldownOptions: {
        input: { ...entries },
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  });
}
