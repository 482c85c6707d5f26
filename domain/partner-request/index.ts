export * from './preview-file.ts';
export * from './release-request.ts';
export * from './takedown-request.ts';
