// Every page that shows something in a real browser, at the width of a small telephone and of a desk: nothing that axe-core finds is wrong, and it fits in every
// language.
import { test } from 'uvu';
import { judged } from './support/judging.ts';
import { shownPagesIn } from './support/pages.ts';

judged('pages', shownPagesIn);

test.run();
