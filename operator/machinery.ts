import type { Backoff } from './kube/backoff.ts';
import type { CreateChildren } from './kube/children.ts';
import type { Client } from './kube/client.ts';
import type { Commit } from './kube/commit.ts';
import type { Erasing } from './kube/erase.ts';
import type { Observer } from './kube/observer.ts';

/** What every controller is made with. */
export interface Machinery {
  readonly client: Client;
  readonly observer: Observer;
  readonly commit: Commit;
  readonly children: CreateChildren;
  readonly erasing: Erasing;
  readonly workers: number;
  readonly backoff: Backoff;
}
