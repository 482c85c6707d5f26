import { interpretBrief, type ModelReading, unreadWords } from '@fermata/music';
import type { Interpreter } from '../interpreter.ts';
import type { MeaningReader } from './meaning-reader.ts';

/**
 * The grammar first, then each reader in order, with the words that are left. The intent always comes from the
 * grammar's rules, so explicit fields win over every reader.
 */
export const chainInterpreter = (readers: readonly MeaningReader[]): Interpreter => ({
  async interpret(brief, loopTempoBpm, last) {
    const readings: ModelReading[] = [];
    let intent = interpretBrief(brief, loopTempoBpm);
    for (const reader of last ? [...readers, last] : readers) {
      const words = unreadWords(brief.text, readings);
      if (words.length === 0) break;
      const meanings = await reader.read(brief, words, intent);
      if (meanings.length === 0) continue;
      readings.push({ model: reader.model, meanings });
      intent = interpretBrief(brief, loopTempoBpm, readings);
    }
    return intent;
  },
});
