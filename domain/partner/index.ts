export * from './circuit.ts';
export * from './unmet-requirements.ts';
