import { respond } from './command.ts';
import { terminalOf } from './terminal.ts';

// What both ways of starting the program do, once the cache of compiled modules is on.
const terminal = terminalOf(process);
const { code, out, err } = await respond(process.argv.slice(2), terminal);
terminal.end();
process.stdout.write(out);
process.stderr.write(err);
process.exitCode = code;
