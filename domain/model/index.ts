export * from './choose-model.ts';
export * from './model-circuit.ts';
export * from './model-life.ts';
