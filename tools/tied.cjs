// node tied.cjs COMMAND ARGUMENT…: runs a command until this program's standard input closes, then asks it to stop (SIGTERM). So the
// command ends with whoever started this, however that ended. The exit code is the command's; 128 and the number of a signal that ended it.
const { spawn } = require("node:child_process");
const { signals } = require("node:os").constants;

// Ctrl-C in a terminal reaches the command by itself; this program stays to tell how it ended.
process.on("SIGINT", () => {}).on("SIGHUP", () => {});

process.umask(0o077); // what the command writes is its owner's alone
const [command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"] });
const stop = () => child.kill("SIGTERM");
process.stdin.on("end", stop).on("error", stop).resume();
process.on("SIGTERM", stop);
child
  .on("error", (error) => {
    console.error(`${command} could not be started: ${error.message}`);
    process.exit(127);
  })
  .on("exit", (code, signal) => process.exit(signal === null ? code : 128 + signals[signal]));
