import type { Recipe } from '@fermata/contracts/values';
import { type Engine, theoryModelOf } from '@fermata/music';
import { asPreviewed } from './chain/as-previewed.ts';
import { chainInterpreter } from './chain/chain-interpreter.ts';
import { chainNoteInterpreter } from './chain/chain-note-interpreter.ts';
import { criteriaListener } from './criteria/criteria-listener.ts';
import type { Interpreter } from './interpreter.ts';
import type { Listener } from './listener.ts';
import type { NoteInterpreter } from './note-interpreter.ts';
import type { ScoreGenerator } from './score-generator.ts';
import { encoderReader, loadTextEncoder } from './text-encoder/encoder-reader.ts';
import { theoryGenerator } from './theory/theory-generator.ts';
import { UnknownGeneratorError } from './unknown-generator-error.ts';

export interface Models {
  readonly interpreter: Interpreter;
  readonly noteInterpreter: NoteInterpreter;
  readonly listener: Listener;
  /** Loads the models of the interpreter, which the first brief would otherwise wait for. Rejects if one is missing. */
  load(): Promise<void>;
  /** The generator's identity that new recipes for an engine build record. */
  identityFor(engine: Pick<Engine, 'sha256'>): Recipe['model'];
  /** The generator that a recipe names. Throws UnknownGeneratorError. */
  generatorOf(recipe: Recipe, engine: Pick<Engine, 'compose' | 'sha256'>): ScoreGenerator;
}

/** The models of this installation. */
export const openModels = (): Models => ({
  interpreter: asPreviewed(chainInterpreter([encoderReader])),
  noteInterpreter: chainNoteInterpreter,
  load: async () => {
    await loadTextEncoder();
  },
  listener: criteriaListener,
  identityFor: theoryModelOf,
  generatorOf({ model }, engine) {
    // Every engine build contains its own composer, under the digest of the build.
    if (model.sha256 === engine.sha256) return theoryGenerator(engine, model);
    throw new UnknownGeneratorError(
      `the recipe names the generator ${model.name} ${model.version} (${model.sha256}), which is not available`,
    );
  },
});
