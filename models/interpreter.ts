import type { Brief, Intent } from '@fermata/contracts/values';
import type { MeaningReader } from './chain/meaning-reader.ts';
import type { ChooseModel } from './choose-model.ts';

/** Turns words into an intent. Never fails on free text: the intent lists the parts that were not understood. */
export interface Interpreter {
  /**
   * `loopTempoBpm`: the tempo of the audio loop that the brief names. `last`: a reader at the end of the chain.
   * `choose`: which readers may be asked; by default all, and then the intent records no choices.
   */
  interpret(
    brief: Brief,
    loopTempoBpm?: number,
    last?: MeaningReader,
    choose?: ChooseModel,
  ): Promise<Intent>;
}
