import { existsSync, readFileSync } from 'node:fs';
import type { Mounted } from './config.ts';

const namespaceFile = '/var/run/secrets/kubernetes.io/serviceaccount/namespace';

/** What Kubernetes mounts into a pod beside its environment: the namespace it runs in. Nothing outside a pod. */
export const readMounted = (): Mounted => (existsSync(namespaceFile) ? { namespace: readFileSync(namespaceFile, 'utf8').trim() } : {});
