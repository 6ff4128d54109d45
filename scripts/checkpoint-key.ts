// The key that signs checkpoints on the embedded control plane: made once, kept beside its certificates, never in the cluster.
import { join } from 'node:path';
import { ensureKeyFile } from '../operator/checkpoint/keys.ts';

/** The file of the private key, and the text by which whoever verifies knows whose checkpoints count. */
export interface CheckpointKey {
  readonly file: string;
  readonly verifier: string;
}

/** The origin that checkpoints of a register on somebody's own machine carry. */
const origin = 'meldpunt.local/register';

/** Finds or makes the key in the directory of a control plane. */
export const checkpointKey = (directory: string): CheckpointKey => {
  const file = join(directory, 'pki', 'checkpoint.pem');
  return { file, verifier: ensureKeyFile(file, origin) };
};
