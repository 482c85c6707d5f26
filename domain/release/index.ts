export * from './complete-metadata.ts';
export * from './identifier-range.ts';
export * from './remaining-deliveries.ts';
export * from './partner-answers.ts';
export * from './parse-webhook.ts';
export * from './release-authority.ts';
export * from './dropped-state.ts';
export * from './release-start.ts';
