// node scripts/cli-page.ts [--check]: writes docs/reference/cli.md from the table of commands, or tells whether it is stale.
import { commands, respond } from '../operator/cli/command.ts';
import { keepCurrent } from './generated.ts';

const path = 'docs/reference/cli.md';

const head = `<!-- Generated from the commands by \`npm run generate\`: do not edit. -->
# kubectl incident

Everything that people do to an incident, for those with a terminal. It works as the plugin \`kubectl incident\` where
\`operator/cli/kubectl-incident\` is on the path (it needs Node 26), and in a clone as \`npm run -s cli --\`.

- **It has no rights of its own.** It reads and writes with your own kubectl: your kubeconfig, your way of signing in, your rights. What it
  writes is what you would write with \`kubectl\`: entries, whose author and time the API server fills in. What is refused says why, and who can.
- **Nothing is written over.** A write names the version that was read; where somebody else was faster, it is read and judged again, and
  where it would then say something else, you are asked to look again.
- **\`status\` ends with the next command.** Paste it. On a terminal every command asks for what it still needs; elsewhere it says what is missing.
- **Exit codes**: 0 done and in order, 1 broken or refused, 2 not understood, 3 not readable. Data go to standard output, everything else to
  standard error. Colours are for terminals only; \`NO_COLOR\` switches them off.
- **Completion**: kubectl's own completion asks \`kubectl_complete-incident\`, which stands beside the plugin;
  \`source <(kubectl incident completion bash)\` completes \`kubectl-incident\` typed as one word.
- **Two reports**: \`report --what ...\` tells what happened, as anybody does; \`report --period 2026-Q4\` reports on a period to those who manage.

| command | |
|---|---|
`;

const helpOf = async (...words: readonly string[]): Promise<string> => {
  const { code, out } = await respond([...words, '--help']);
  if (code !== 0) throw new Error(`${words.join(' ')} has no help text.`);
  return `## ${words.join(' ')}\n\n\`\`\`text\n${out.trimEnd()}\n\`\`\`\n`;
};

const parts: Readonly<Record<string, readonly string[]>> = { evidence: ['add', 'verify', 'transfer', 'report', 'media'] };

const sections: string[] = [];
for (const { name } of commands) {
  sections.push(await helpOf(name));
  for (const part of parts[name] ?? []) sections.push(await helpOf(name, part));
}
const rows = commands.map(({ name, summary }) => `| [${name}](#${name}) | ${summary} |\n`).join('');
const text = `${head}${rows}\n${sections.join('\n')}`;
keepCurrent(new Map([[path, text]]));
