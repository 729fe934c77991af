// Runs Azurite until its standard input closes, so that it ends with whoever started it, however that ended.
const { createRequire } = require("node:module");
const { join } = require("node:path");
const root = process.env.REPOSITORY_ROOT;
process.stdin.on("end", () => process.exit(0)).on("error", () => process.exit(0)).resume();
createRequire(join(root, "package.json"))("azurite/dist/src/azurite.js");
