import { enableCompileCache } from 'node:module';

/**
 * Settings of the runtime that have to stand before anything else is loaded; hence a module of its own, imported first. Compiled code
 * is kept between starts where there is a place for it. How Node itself is started is told in scripts/runtime.ts.
 */
enableCompileCache();
