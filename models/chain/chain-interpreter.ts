import { type Intent, MAX_INTENT_NOTES, type ModelChoice } from '@fermata/contracts/values';
import { interpretBrief, type ModelReading, unreadWords } from '@fermata/music';
import type { Interpreter } from '../interpreter.ts';
import { failedChoice } from './failed-choice.ts';
import { isFallback } from './is-fallback.ts';
import type { MeaningReader } from './meaning-reader.ts';
import { failureNote, ReadingFailedError } from './reading-failed-error.ts';

/**
 * The grammar first, then each reader in order, with the words that are left. The intent always comes from the
 * grammar's rules, so explicit fields win over every reader.
 */
export const chainInterpreter = (readers: readonly MeaningReader[]): Interpreter => ({
  async interpret(brief, loopTempoBpm, last, choose) {
    const readings: ModelReading[] = [];
    const choices: ModelChoice[] = [];
    const failures: string[] = [];
    let intent = interpretBrief(brief, loopTempoBpm);
    for (const reader of last ? [...readers, last] : readers) {
      const words = unreadWords(brief.text, readings);
      if (words.length === 0) break;
      const choice = choose?.(reader.model);
      if (choice) choices.push(choice);
      if (choice?.used === false) {
        if (isFallback(choice))
          failures.push(failureNote(reader.model, { message: choice.reason }));
        continue;
      }
      const meanings = await reader.read(brief, words, intent).catch((error: unknown) => {
        if (!(error instanceof ReadingFailedError)) throw error;
        failures.push(failureNote(reader.model, error));
        if (choice) choices.splice(-1, 1, failedChoice(choice, error));
        return [];
      });
      if (meanings.length === 0) continue;
      readings.push({ model: reader.model, meanings });
      intent = interpretBrief(brief, loopTempoBpm, readings);
    }
    return withNotes(withChoices(intent, choices), failures);
  },
});

const withChoices = (intent: Intent, choices: readonly ModelChoice[]): Intent =>
  choices.length === 0
    ? intent
    : { ...intent, interpreter: { ...intent.interpreter, choices: [...choices] } };

const withNotes = (intent: Intent, notes: readonly string[]): Intent =>
  notes.length === 0
    ? intent
    : { ...intent, notes: [...intent.notes.slice(0, MAX_INTENT_NOTES - notes.length), ...notes] };
