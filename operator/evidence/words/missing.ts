import type { MediaType } from '../media.ts';
import type { Said } from './findings.ts';

/** How a language says that a field is missing: what that leaves open, for which medium it is needed and where it stands, and what cures it. */
export const missing =
  (needed: (medium: string, path: string) => string, mediaTypes: Readonly<Record<MediaType, string>>) =>
  (why: string, cure: string) =>
  ({ mediaType, path }: { readonly mediaType: MediaType; readonly path: string }): Said => ({
    message: `${why} ${needed(mediaTypes[mediaType], path)}`,
    cure,
  });
