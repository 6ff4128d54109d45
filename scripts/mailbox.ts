// npm run mailbox [-- --port N] [-- --dir D]: a mail server on this machine that keeps what it is sent, to see what the operator sends.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SMTPServer } from 'smtp-server';

const usage = `Usage: npm run mailbox                  listens on 127.0.0.1:2525, prints each mail and keeps it in .meldpunt/mailbox
       npm run mailbox -- --port N      listens on another port
       npm run mailbox -- --dir D       keeps the mails in another directory`;

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const header = (raw: string, name: string): string => {
  const [head = ''] = raw.split('\r\n\r\n', 1);
  return new RegExp(`^${name}: ?(.*)$`, 'im').exec(head.replace(/\r\n[ \t]+/g, ' '))?.[1] ?? '';
};

const textOf = async (stream: NodeJS.ReadableStream): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
};

const listen = (port: number, directory: string): void => {
  mkdirSync(directory, { recursive: true });
  let count = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData: (stream, { envelope }, done) => {
      void textOf(stream).then((raw) => {
        count += 1;
        const file = join(directory, `${String(count).padStart(4, '0')}.eml`);
        writeFileSync(file, raw);
        const to = envelope.rcptTo.map(({ address }) => address).join(', ');
        say(`${to}  ${header(raw, 'Subject')}  ${header(raw, 'Message-ID')}  ${file}`);
        done();
      }, done);
    },
  });
  server.on('error', (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
  server.listen(port, '127.0.0.1', () => say(`smtp://127.0.0.1:${port} keeps mails in ${directory}; Ctrl-C ends it.`));
};

const main = (): void => {
  const { values } = parseArgs({
    options: { port: { type: 'string' }, dir: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help === true) {
    say(usage);
    return;
  }
  const port = Number(values.port ?? 2525);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`--port ${values.port} is no port: give a number from 1 to 65535.`);
  listen(port, values.dir ?? join(import.meta.dirname, '../.meldpunt/mailbox'));
};

try {
  main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
