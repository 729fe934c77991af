// Writes src/api/schema.d.ts, the types of every route, from the parts of the OpenAPI document. `npm run schema` runs it. So do build,
// check and test.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';

const parts = new URL('../../ApiAccounts.Functions/openapi/', import.meta.url);
const output = new URL('../src/api/schema.d.ts', import.meta.url);

/** @type {any} */
const document = { paths: {}, components: {} };
for (const name of (await readdir(parts)).filter((file) => file.endsWith('.yaml')).sort()) {
  const { paths, components, ...rest } = parse(await readFile(new URL(name, parts), 'utf8'));
  Object.assign(document, rest);
  Object.assign(document.paths, paths);
  for (const [kind, members] of Object.entries(components ?? {})) {
    document.components[kind] = { ...document.components[kind], ...members };
  }
}

const types = astToString(await openapiTS(document, { alphabetize: true }));
const previous = await readFile(output, 'utf8').catch(() => '');
if (types !== previous) await writeFile(output, types);
