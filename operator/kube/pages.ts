import { hasCode } from './errors.ts';

/** One page of a list; `restarted` says that the pages before it are void, because the server forgot the list they came from. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly resourceVersion: string;
  readonly restarted: boolean;
}

/** The body of a list. */
export interface ListBody<T> {
  readonly items?: readonly T[];
  readonly metadata: { readonly resourceVersion: string; readonly continue?: string };
}

/** Reads one page: of at most `limit` objects, from `token` on. */
export type ReadPage<T> = (limit: number, token: string) => Promise<ListBody<T>>;

interface Position {
  readonly limit: number;
  readonly token: string;
  readonly restarted: boolean;
}

/** Where to go on after a page could not be read. Throws what was thrown if there is no way on. */
const recovered = ({ limit, token, restarted }: Position, error: unknown): Position => {
  if (hasCode(error, 'Gone') && token !== '') return { limit, token: '', restarted: true };
  // Hundreds of objects near the size limit do not fit into memory at once; a few of them do.
  if (hasCode(error, 'TooLarge') && limit > 1) return { limit: Math.max(1, limit >> 2), token, restarted };
  throw error;
};

/** A list, page by page; when the server forgot it half-way (410), it begins again. Throws as `read` does. */
export async function* pagesOf<T>(read: ReadPage<T>, limit: number): AsyncGenerator<Page<T>, void, undefined> {
  let position: Position = { limit, token: '', restarted: false };
  do {
    let body: ListBody<T>;
    try {
      body = await read(position.limit, position.token);
    } catch (error) {
      position = recovered(position, error);
      continue;
    }
    yield { items: body.items ?? [], resourceVersion: body.metadata.resourceVersion, restarted: position.restarted };
    const token = body.metadata.continue ?? '';
    if (token === '') return;
    position = { limit: position.limit, token, restarted: false };
  } while (true);
}
