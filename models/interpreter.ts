import type { Brief, Intent } from '@fermata/contracts/values';

/** Turns words into an intent. Never fails on free text: the intent lists the parts that were not understood. */
export interface Interpreter {
  /** `loopTempoBpm`: the tempo of the audio loop that the brief names. */
  interpret(brief: Brief, loopTempoBpm?: number): Promise<Intent>;
}
