export type { MeaningReader } from './chain/meaning-reader.ts';
export type { Interpreter } from './interpreter.ts';
export type { Listener } from './listener.ts';
export type { NotedVersion, NoteInterpreter } from './note-interpreter.ts';
export { type Models, openModels } from './model-registry.ts';
export type { ScoreGenerator } from './score-generator.ts';
export { UnknownGeneratorError } from './unknown-generator-error.ts';
