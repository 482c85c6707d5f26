export * from './amend-metadata.ts';
export * from './amendment-rules.ts';
export * from './offered-version.ts';
