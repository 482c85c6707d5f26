export * from './is-open-release.ts';
export * from './is-open-track.ts';
export * from './listening-file.ts';
