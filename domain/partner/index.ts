export * from './circuit.ts';
export * from './is-retry-limit-over.ts';
export * from './partner-url-issue.ts';
export * from './unmet-requirements.ts';
