// What a role may do, and what a person in this position may not, without an operator: each attempt is allowed or refused as it should
// be, in the words it should be.
// Shows: A1, A9, P6, S8, V2, N1, N8, W4.
import { test } from 'uvu';
import { startAdmission } from '../admission/cluster.ts';
import { testAttempts } from '../admission/matrix.ts';

testAttempts(startAdmission, false);

test.run();
