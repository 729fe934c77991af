import { readFileSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Chunk {
  file: string;
  imports?: string[];
  css?: string[];
}

const dist = new URL('../dist/', import.meta.url);
const manifest: Record<string, Chunk> = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));

/** Every file that the browser needs for these modules, compressed as the server sends it, in bytes. */
function sizeOf(...modules: string[]): number {
  const files = new Set<string>();
  const seen = new Set<string>();
  function add(module: string) {
    if (seen.has(module)) return;
    seen.add(module);
    const chunk = manifest[module];
    if (chunk === undefined) throw new Error(`The build has no module ${module}.`);
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    for (const imported of chunk.imports ?? []) add(imported);
  }
  for (const module of modules) add(module);
  return [...files].reduce((sum, file) => sum + statSync(new URL(`${file}.br`, dist)).size, 0);
}

const always = ['index.html', 'src/router.tsx', 'src/theme/light.ts'];
const allowed = 250 * 1024;

describe('The first load', () => {
  it.each(['en', 'nl'])('has at most 250 KiB until one can sign in (%s)', (language) => {
    const size = sizeOf(...always, `src/messages/${language}.json`, 'src/screens/sign-in/SignInScreen.tsx');
    console.info(`sign-in (${language}): ${(size / 1024).toFixed(1)} KiB`);
    expect(size).toBeLessThanOrEqual(allowed);
  });

  it.each(['en', 'nl'])('has at most 250 KiB until the hub can be used (%s)', (language) => {
    const size = sizeOf(...always, `src/messages/${language}.json`, 'src/shell/Frame.tsx', 'src/screens/hub/HubScreen.tsx');
    console.info(`hub (${language}): ${(size / 1024).toFixed(1)} KiB`);
    expect(size).toBeLessThanOrEqual(allowed);
  });
});
