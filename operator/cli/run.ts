import { respond } from './command.ts';

// What both ways of starting the program do, once the cache of compiled modules is on.
const { code, out, err } = await respond(process.argv.slice(2));
process.stdout.write(out);
process.stderr.write(err);
process.exitCode = code;
