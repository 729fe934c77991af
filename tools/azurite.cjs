// Runs Azurite until its standard input closes, so that it ends with whoever started it, however that ended. It ends as on SIGTERM:
// what it holds is written to its folder first.
const { once } = process;
const endings = [];
process.once = (event, listener) => {
  if (event === "SIGTERM") endings.push(listener);
  return event === "SIGTERM" || event === "SIGINT" ? process : once.call(process, event, listener);
};
const end = () => endings.splice(0).forEach((listener) => listener());
process.stdin.on("end", end).on("error", end).resume();

// Ctrl-C in a terminal, or a stop of a whole process group, reaches every process of a command. Azurite stays until the app before it
// has drained.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});

// What it holds has secrets and addresses in it.
process.umask(0o077);

// Azurite is quiet, reports nothing, and takes what a newer Azure package says.
process.argv.push("--silent", "--disableTelemetry", "--skipApiVersionCheck");
require("azurite/dist/src/azurite.js");
