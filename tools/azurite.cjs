// Runs Azurite until its standard input closes, so that it ends with whoever started it, however that ended. It ends as on SIGTERM:
// what it holds is written to its folder first.
const end = () => process.kill(process.pid, "SIGTERM");
process.stdin.on("end", end).on("error", end).resume();

// Ctrl-C in a terminal reaches every process of a command. Azurite stays until the app before it has drained.
const once = process.once;
process.once = (event, listener) => (event === "SIGINT" ? process : once.call(process, event, listener));
process.on("SIGINT", () => {}).on("SIGHUP", () => {});

require("azurite/dist/src/azurite.js");
