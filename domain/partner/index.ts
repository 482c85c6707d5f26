export * from './circuit.ts';
export * from './is-patience-over.ts';
export * from './partner-url-issue.ts';
export * from './unmet-requirements.ts';
