export * from './circuit.ts';
