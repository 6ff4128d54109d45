// Shows timeline entries as they are recorded, whichever record they belong to.
import { kinds } from '../operator/api/kinds.ts';
import { createCache } from '../operator/kube/cache.ts';
import { createClient } from '../operator/kube/client.ts';
import { createConnection } from '../operator/kube/connection.ts';
import { fromKubeconfig } from '../operator/kube/credentials.ts';
import { leanObject, type Recorded } from '../operator/kube/lean.ts';
import { silent } from '../operator/kube/observer.ts';
import { keepWatching } from '../operator/kube/watch.ts';

const followed = [kinds.Incident, kinds.Notification, kinds.EvidenceItem, kinds.Weakness];

const newest = (object: Recorded | undefined): number => object?.status?.timeline?.at(-1)?.seq ?? 0;

/** Says a line for every entry that is recorded from now on, until the signal aborts. */
export const follow = async (kubeconfig: string, signal: AbortSignal, say: (line: string) => void): Promise<void> => {
  const connection = createConnection({ credentials: fromKubeconfig(kubeconfig), observer: silent });
  const client = createClient(connection);
  const watches = followed.map((kind) => {
    const cache = createCache<Recorded>({ kind, trim: leanObject(kind), observer: silent });
    cache.subscribe(({ before, after }) => {
      // What was there when the list began is not news.
      if (after === undefined || !cache.synced()) return;
      for (const entry of after.status?.timeline ?? []) {
        if (entry.seq > newest(before))
          say(`${entry.at}  ${after.metadata.name.padEnd(34)} ${entry.reason.padEnd(20)} ${entry.actor}  ${entry.note}`);
      }
    });
    return keepWatching({ client, cache, observer: silent, signal });
  });
  await Promise.all(watches);
  await connection.close();
};
