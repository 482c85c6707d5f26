import type { Brief, Intent, InterpreterModel } from '@fermata/contracts/values';
import type { UnreadWords, WordMeaning } from '@fermata/music';

/** A model of the chain. It reads the words of a brief that the grammar does not understand. */
export interface MeaningReader {
  readonly model: InterpreterModel;
  /**
   * `words`: the parts of the text that are not understood yet, never empty. `before`: the intent without them. The
   * meanings lie within `words`; others are dropped. An empty list passes on to the next reader. Rejects only with a
   * ReadingFailedError: then the intent says why, and the next reader is asked.
   */
  read(
    brief: Brief,
    words: readonly UnreadWords[],
    before: Intent,
  ): Promise<readonly WordMeaning[]>;
}
