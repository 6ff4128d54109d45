import { enableCompileCache } from 'node:module';
import { setFlagsFromString } from 'node:v8';

/**
 * Settings of the runtime that have to stand before anything else is loaded; hence a module of its own, imported first. A small
 * young generation keeps 40 MB that a storm would otherwise claim and never give back; compiled code is kept between starts
 * where there is a place for it.
 */
setFlagsFromString('--max-semi-space-size=4');
enableCompileCache();
