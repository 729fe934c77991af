import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import IntlMessageFormat from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import en from '../src/messages/en.json' with { type: 'json' };
import nl from '../src/messages/nl.json' with { type: 'json' };

type Catalogue = { [key: string]: string | Catalogue };

function flat(catalogue: Catalogue, prefix = ''): Map<string, string> {
  const all = new Map<string, string>();
  for (const [key, value] of Object.entries(catalogue)) {
    if (typeof value === 'string') all.set(prefix + key, value);
    else for (const [below, text] of flat(value, `${prefix}${key}.`)) all.set(below, text);
  }
  return all;
}

const english = flat(en);
const dutch = flat(nl);

/** The arguments and tags of an ICU message, in order of their names. */
function argumentsOf(message: string, locale: string): string[] {
  const names = new Set<string>();
  type Element = { type: number; value?: string; options?: Record<string, { value: Element[] }>; children?: Element[] };
  function visit(elements: Element[]) {
    for (const element of elements) {
      // 0 is literal text and 7 the # of a plural; everything else names an argument or a tag.
      if (element.type !== 0 && element.type !== 7 && element.value) names.add(element.value);
      for (const option of Object.values(element.options ?? {})) visit(option.value);
      visit(element.children ?? []);
    }
  }
  visit(new IntlMessageFormat(message, locale).getAst() as Element[]);
  return [...names].sort();
}

/** What the sources ask of the catalogues: whole keys, and the beginnings of those that are put together. */
function usedKeys(): { keys: Set<string>; prefixes: Set<string> } {
  const source = fileURLToPath(new URL('../src/', import.meta.url));
  const keys = new Set<string>();
  const prefixes = new Set<string>();
  for (const file of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    if (!/(?<!\.test|\.d)\.tsx?$/.test(file)) continue;
    const text = readFileSync(join(source, file), 'utf8');
    for (const [, name, space] of text.matchAll(/const (\w+) = useTranslations\('([\w.]+)'\)/g)) {
      for (const [, key] of text.matchAll(new RegExp(`\\b${name}(?:\\.rich|\\.markup|\\.raw)?\\(\\s*'([\\w.]+)'`, 'g')))
        keys.add(`${space}.${key}`);
      for (const [, key] of text.matchAll(new RegExp(`\\b${name}\\([^)\`]*\\? '([\\w.]+)'`, 'g'))) keys.add(`${space}.${key}`);
      for (const [, key] of text.matchAll(new RegExp(`\\b${name}\\([^)\`]*\\? '[\\w.]+' : '([\\w.]+)'`, 'g'))) keys.add(`${space}.${key}`);
      for (const [, start] of text.matchAll(new RegExp(`\\b${name}(?:\\.rich|\\.has)?\\(\\s*\`([\\w.]*)\\$\\{`, 'g'))) {
        // A key that is put together without a beginning of its own would make every key of its space count as used.
        if (start) prefixes.add(`${space}.${start}`);
      }
    }
  }
  // Asked for by names that are data: the code of an error, the name of a page, the state of a last use.
  for (const prefix of [
    'problems.',
    'shell.hub',
    'shell.operators',
    'shell.apiUsers',
    'shell.invitations',
    'shell.customServices',
    'shell.groups',
    'shell.roles',
    'shell.unconfirmed',
    'shell.audit',
    'shell.developers',
    'lastUsed.unknown',
    'lastUsed.notYetUsed',
  ])
    prefixes.add(prefix);
  return { keys, prefixes };
}

describe('The catalogues', () => {
  it('have the same keys in both languages', () => {
    expect([...dutch.keys()].filter((key) => !english.has(key))).toEqual([]);
    expect([...english.keys()].filter((key) => !dutch.has(key))).toEqual([]);
  });

  it('have no empty text', () => {
    expect([...english, ...dutch].filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([]);
  });

  it('are valid ICU messages with the same arguments in both languages', () => {
    const different = [...english].filter(
      ([key, text]) => argumentsOf(text, 'en').join() !== argumentsOf(dutch.get(key) ?? '', 'nl').join(),
    );
    expect(different.map(([key]) => key)).toEqual([]);
  });

  it('have no key that no page uses', () => {
    const { keys, prefixes } = usedKeys();
    const isUsed = (key: string) => keys.has(key) || [...prefixes].some((prefix) => key.startsWith(prefix));
    const unused = [...english.keys()].filter((key) => !isUsed(key));
    expect(unused).toEqual([]);
  });

  it('are translated', () => {
    const same = [...english].filter(([key, text]) => dutch.get(key) === text && /\s/.test(text)).map(([key]) => key);
    expect(same).toEqual(['shell.partner', 'operators.count']);
  });
});
