import type { EvidenceItem } from '../api/types.gen.ts';

/** A list of digests that `sha256sum -c` checks, and what it could not hold. */
export interface Manifest {
  readonly text: string;
  /** The items that are not in it, in sentences. */
  readonly leftOut: readonly string[];
}

/** The name of the file of an item: the last part of where it is, else the name of the item. */
const fileOf = ({ metadata, spec }: EvidenceItem): string => {
  const last = /([^/?#]+)\/?(?:[?#].*)?$/.exec(spec.location?.uri?.replace(/^[a-z][a-z0-9+.-]*:\/\//, '') ?? '')?.[1];
  try {
    return last === undefined ? metadata.name : decodeURIComponent(last);
  } catch {
    return metadata.name;
  }
};

/** A line as sha256sum writes it: names with a backslash or a line break are escaped, and the line begins with a backslash. */
export const digestLine = (value: string, name: string): string => {
  const escaped = name.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return `${escaped === name ? '' : '\\'}${value}  ${escaped}\n`;
};

const whyLeftOut = ({ metadata: { name }, spec: { digest }, status }: EvidenceItem): string | undefined => {
  if (status?.accepted === false) return `${name} is in quarantine and is not exported (V7).`;
  if (digest === undefined) return `${name} has no digest.`;
  return digest.algorithm === 'sha256' ? undefined : `${name} has a digest by ${digest.algorithm}, which sha256sum does not check.`;
};

/**
 * The digests of items as a third party checks them, with nothing of ours: `sha256sum -c` beside the files. Where two files have one name, each
 * lies in a directory by the name of its item. Pure.
 */
export const manifestOf = (items: readonly EvidenceItem[]): Manifest => {
  const kept = items.filter((item) => whyLeftOut(item) === undefined);
  const names = kept.map(fileOf);
  const lines = kept.map((item, index) => {
    const name = names[index] ?? item.metadata.name;
    const alone = names.indexOf(name) === names.lastIndexOf(name);
    return digestLine(item.spec.digest?.value ?? '', alone ? name : `${item.metadata.name}/${name}`);
  });
  return { text: lines.join(''), leftOut: items.flatMap((item) => whyLeftOut(item) ?? []) };
};
