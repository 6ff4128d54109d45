// What a role may do, and what a person in this position may not, without an operator: each attempt is allowed or refused as it should
// be, in the words it should be.
import { test } from 'uvu';
import { startAdmission } from '../admission/cluster.ts';
import { testAttempts } from '../admission/matrix.ts';

testAttempts(startAdmission, false);

test.run();
