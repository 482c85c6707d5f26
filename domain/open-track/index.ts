export * from './is-open-track.ts';
export * from './preview-file.ts';
