// What workflow files must hold: actions pinned to a commit, with the version it was told beside it, and no rights but those a job names.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../process.ts';
import { at, readYaml } from './yaml.ts';

const pinned = /^\s*(?:- )?uses: [\w.-]+(?:\/[\w.-]+)+@[0-9a-f]{40} # v\d+(?:\.\d+)*$/;
const uses = /^\s*(?:- )?uses:/;

const lineProblems = (file: string, text: string): readonly string[] =>
  text.split('\n').flatMap((line, index): readonly string[] => {
    const place = `${file}:${index + 1}`;
    if (uses.test(line) && !pinned.test(line))
      return [`${place}: an action is pinned to the commit of a version: uses: owner/name@COMMIT # v1.2.3`];
    // What comes from outside is text in an environment variable, never a part of a script.
    return /\$\{\{\s*github\.(?:event\.|head_ref)/.test(line) ? [`${place}: what others wrote must not become a part of a script.`] : [];
  });

/** The problems of one workflow file. Pure. */
export const workflowProblemsIn = (file: string, text: string): readonly string[] => {
  const [workflow] = readYaml(file, text).documents;
  const rights = workflow === undefined ? undefined : JSON.stringify(at(workflow.value, 'permissions'));
  const triggers = JSON.stringify(workflow === undefined ? '' : (at(workflow.value, 'on') ?? ''));
  return [
    ...lineProblems(file, text),
    ...(rights === '{"contents":"read"}'
      ? []
      : [`${file}: the whole file may read the contents and no more; a job names what it needs beyond.`]),
    ...(/pull_request_target|workflow_run/.test(triggers) ? [`${file}: nothing runs with our rights on what others propose.`] : []),
  ];
};

/** The problems of all workflow files. */
export const workflowProblems = async (): Promise<readonly string[]> =>
  globSync('.github/workflows/*.yaml', { cwd: root })
    .toSorted()
    .flatMap((file) => workflowProblemsIn(file, readFileSync(join(root, file), 'utf8')));
