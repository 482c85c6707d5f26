export * from './find-duplicate-name.ts';
