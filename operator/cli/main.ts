import { enableCompileCache } from 'node:module';

// Stripping the types of the modules is most of the start: with the cache on before they are loaded, it is paid once per version.
enableCompileCache();

const { respond } = await import('./command.ts');
const { code, out, err } = await respond(process.argv.slice(2));
process.stdout.write(out);
process.stderr.write(err);
process.exitCode = code;
