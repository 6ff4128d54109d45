import { enableCompileCache } from 'node:module';

// Stripping the types of the modules is most of the start: with the cache on before they are loaded, it is paid once per version.
enableCompileCache();

await import('./run.ts');
