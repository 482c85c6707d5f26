import type { LanguageModelSettings } from '@fermata/contracts/settings';
import type { Brief } from '@fermata/contracts/values';
import type { MeaningReader } from '../chain/meaning-reader.ts';
import { ReadingFailedError } from '../chain/reading-failed-error.ts';
import type { NoteReader } from '../note-interpreter.ts';
import { type AskedFor, askOnce, type CallCircuit, type CallRecords } from './ask-once.ts';
import { ReadEdits } from './read-edits.ts';
import { ReadWishes } from './read-wishes.ts';
import { RemoteModelError } from './remote-model-error.ts';
import { openRemoteModel, type PostJson } from './remote-model.ts';

/** A configured language model, the last reader of briefs and notes. A project asks it once about a text. */
export interface LanguageModel {
  readonly settings: LanguageModelSettings;
  /** `signal` cancels a call. None for a track from a preview: it sounds like it, so its brief is not sent. */
  briefReader(
    brief: Pick<Brief, 'preview'>,
    use: AskedFor,
    signal: AbortSignal,
  ): MeaningReader | undefined;
  noteReader(use: AskedFor, signal: AbortSignal): NoteReader;
}

/** For the circuit of its calls: the errors that show a failing model, and the one of a call that is not made. */
export const CALL_ERRORS = {
  isFailure: (error: unknown): error is Error => error instanceof RemoteModelError,
  paused: (message: string): Error => new ReadingFailedError(message),
} as const;

export function openLanguageModel(
  settings: LanguageModelSettings,
  deps: {
    readonly post: PostJson;
    readonly records: CallRecords;
    readonly circuit: CallCircuit;
  },
): LanguageModel {
  const remote = openRemoteModel(settings, deps.post);
  const asking = { ...deps, settings };
  return {
    settings,
    briefReader: ({ preview }, use, signal) =>
      preview
        ? undefined
        : {
            model: remote.model,
            async read({ text }, words) {
              const ask = (cancelled: AbortSignal) => remote.ask(text, cancelled);
              const question = { asked: { text }, schema: ReadWishes, ask };
              return remote.meaningsOf(text, words, await askOnce(asking, use, question, signal));
            },
          },
    noteReader: (use, signal) => ({
      model: remote.model,
      async read(note) {
        const ask = (cancelled: AbortSignal) => remote.askNote(note, cancelled);
        const question = { asked: { note }, schema: ReadEdits, ask };
        return remote.editsOf(note, await askOnce(asking, use, question, signal));
      },
    }),
  };
}
