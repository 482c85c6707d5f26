export type { MeaningReader } from './chain/meaning-reader.ts';
export { ReadingFailedError } from './chain/reading-failed-error.ts';
export type {
  AudioCapabilities,
  AudioGenerator,
  AudioJobState,
  AudioRequest,
  GeneratedAudio,
} from './audio-generator.ts';
export { type ChooseModel, chooserAmong } from './choose-model.ts';
export type { Interpreter } from './interpreter.ts';
export type { Listener } from './listener.ts';
export type { NotedVersion, NoteInterpreter, NoteReader } from './note-interpreter.ts';
export { type Models, openModels } from './model-registry.ts';
export { registeredModels } from './registry/registered-models.ts';
export type { AceStepSettings } from './remote/ace-step-manifest.ts';
export { openAceStep } from './remote/ace-step.ts';
export { AudioServiceError } from './remote/audio-service-error.ts';
export { CALL_ERRORS, type LanguageModel, openLanguageModel } from './remote/language-model.ts';
export type { ScoreGenerator } from './score-generator.ts';
export { UnknownGeneratorError } from './unknown-generator-error.ts';
