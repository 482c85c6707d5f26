export * from './release-request.ts';
export * from './request-answer-id.ts';
export * from './takedown-request.ts';
