// Reads a line of JSON with the source of a Bicep file on standard input, { source }, and writes one with its syntax tree to standard output:
// { type, field, start, end, line, children: [ … ] }, named nodes only; what does not parse has the type ERROR or MISSING. Ends when its input does.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { Language, Parser } from "web-tree-sitter";

await Parser.init();
const grammar = createRequire(import.meta.url).resolve("tree-sitter-bicep/tree-sitter-bicep.wasm");
const parser = new Parser().setLanguage(await Language.load(grammar));

const tree = (node, field) => ({
  type: node.isMissing ? "MISSING" : node.type,
  field,
  start: node.startIndex,
  end: node.endIndex,
  line: node.startPosition.row + 1,
  children: node.children
    .map((child, index) => ({ child, field: node.fieldNameForChild(index) }))
    .filter(({ child }) => child.isNamed || child.isError || child.isMissing)
    .map(({ child, field }) => tree(child, field)),
});

for await (const line of createInterface({ input: process.stdin })) {
  const parsed = parser.parse(JSON.parse(line).source);
  process.stdout.write(`${JSON.stringify(tree(parsed.rootNode, null))}\n`);
  parsed.delete();
}
