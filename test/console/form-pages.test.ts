// Every form by which a record is changed in a real browser, at the width of a small telephone and of a desk: nothing that axe-core finds is
// wrong, and it fits in every language.
import { test } from 'uvu';
import { judged } from './support/judging.ts';
import { formPagesIn } from './support/pages.ts';

judged('forms', formPagesIn);

test.run();
