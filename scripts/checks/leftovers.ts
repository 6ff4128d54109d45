import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../process.ts';

/** Something that must not stay behind in a tracked file, and where it does not apply. */
interface Leftover {
  readonly name: string;
  readonly pattern: RegExp;
  readonly applies: (file: string) => boolean;
}

const everywhere = (): boolean => true;
const isLock = (file: string): boolean => /(?:package-lock\.json|go\.sum)$/.test(file);
const isTest = (file: string): boolean => file.endsWith('.test.ts');

// The brackets keep the patterns from finding themselves.
const leftovers: readonly Leftover[] = [
  { name: 'unfinished work', pattern: /\b(?:TO[D]O|FIX[M]E|XX[X])\b/, applies: (file) => !isLock(file) },
  { name: 'a test that silences all others', pattern: /\.onl[y]\(/, applies: isTest },
  { name: 'a test that is skipped', pattern: /\btest\.ski[p]\(/, applies: isTest },
  { name: 'a path of one machine', pattern: /(?:^|[\s"'`=(:])\/(?:wor[k]|roo[t]|hom[e]\/\w+|User[s]\/\w+|tm[p])\//, applies: everywhere },
  { name: 'a package from a private registry', pattern: /"resolved": "(?!https:\/\/registry\.npmjs\.org\/)/, applies: isLock },
  { name: 'a merge conflict', pattern: /^(?:<{7}|>{7}) /, applies: everywhere },
];

/** Larger files are data or binaries, which nobody writes by hand. */
const readableBytes = 2 * 1024 * 1024;

/** The leftovers in one file, each with its line. Pure. */
export const leftoversIn = (file: string, text: string): string[] => {
  const rules = leftovers.filter((rule) => rule.applies(file));
  const found = text
    .split('\n')
    .flatMap((line, index) =>
      rules.filter((rule) => rule.pattern.test(line)).map((rule) => `${file}:${index + 1}: ${rule.name}: ${line.trim().slice(0, 120)}`),
    );
  const lastLine = text.trimEnd().split('\n').at(-1) ?? '';
  if (isTest(file) && !/^\w+\.run\(\);$/.test(lastLine)) found.push(`${file}: does not end with test.run(), so none of its tests run.`);
  return found;
};

const trackedFiles = (): string[] =>
  execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter((file) => file !== '');

const textOf = (file: string): string | undefined => {
  const stat = statSync(join(root, file), { throwIfNoEntry: false });
  if (stat === undefined || !stat.isFile() || stat.size > readableBytes) return undefined;
  const text = readFileSync(join(root, file), 'utf8');
  return text.includes('\0') ? undefined : text;
};

/** The leftovers in everything that is, or would be, tracked. */
export const leftoverProblems = async (): Promise<readonly string[]> =>
  trackedFiles().flatMap((file) => {
    const text = textOf(file);
    return text === undefined ? [] : leftoversIn(file, text);
  });
