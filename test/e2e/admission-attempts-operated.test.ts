// The same table while an operator runs and judges every record: what is allowed or refused does not depend on it, in the same words.
import { test } from 'uvu';
import { startOperatedAdmission } from '../admission/cluster.ts';
import { testAttempts } from '../admission/matrix.ts';

testAttempts(startOperatedAdmission, true);

test.run();
