import type { ApiClient } from '@fermata/clients/api';
import { oneLine } from '@fermata/clients/words';
import { NoteUnderstandingView, type ReviewView } from '@fermata/contracts/http';
import { describeEdit, type Edit } from '@fermata/contracts/values';
import { CommandError } from '../command-error.ts';
import type { CommandContext } from '../define-command.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { understandingText } from '../render/understanding-text.ts';
import { showResult } from '../show-result.ts';
import { confirm } from './confirm.ts';

/** What a send-back asks for: a note, edits, or both. */
export interface EditRequest {
  readonly note?: string | undefined;
  readonly edits: readonly Edit[];
  readonly versionSha256?: string | undefined;
  /** Do not ask a person first. */
  readonly yes: boolean;
}

/**
 * Sends a version back. Shows first what the note is understood as, and asks the person at the terminal. A note without
 * any edit is not sent.
 */
export async function sendEdits(
  context: Pick<CommandContext, 'output' | 'signal'>,
  client: ApiClient,
  review: ReviewView,
  request: EditRequest,
): Promise<ExitCode> {
  const { output, signal } = context;
  const { note, versionSha256 = review.versionSha256, yes } = request;
  const edits = await showEdits(output, client, review, request);
  const terminal = { input: process.stdin, output: process.stderr };
  if (!yes && !(await confirm('Send it back?', terminal, signal))) {
    output.result({ outcome: 'not sent' }, () => 'Not sent: the review is still open.');
    return EXIT.ok;
  }
  const answer = await client.command(`/v1/reviews/${review.reviewId}/send-back`, {
    versionSha256,
    ...(note === undefined ? {} : { note }),
    edits,
  });
  return showResult(output, answer, `fermata review undo ${review.reviewId}`);
}

/**
 * The edits of a request, shown to the person: those that it names, or else those that its note stands for in the
 * version under review. Throws a CommandError for a note without any.
 */
export async function showEdits(
  output: CommandContext['output'],
  client: ApiClient,
  review: Pick<ReviewView, 'trackId' | 'version'>,
  { note, edits }: Pick<EditRequest, 'note' | 'edits'>,
): Promise<Edit[]> {
  const understood =
    edits.length > 0 ? [...edits] : await understandNote(output, client, review, note);
  output.note(`The next version: ${understood.map(describeEdit).join('; ')}.`);
  output.note('Everything else stays as it is.');
  return understood;
}

async function understandNote(
  output: CommandContext['output'],
  client: ApiClient,
  { trackId, version }: Pick<ReviewView, 'trackId' | 'version'>,
  note: string | undefined,
): Promise<Edit[]> {
  if (note === undefined)
    throw new CommandError(EXIT.usage, 'A send-back needs --note, --remake, --op or --edit.');
  const { edits, understanding } = await client.post(
    `/v1/tracks/${trackId}/edits/understand`,
    { note, version },
    NoteUnderstandingView,
  );
  const text = understandingText(understanding);
  if (text !== '') output.note(text);
  if (edits.length > 0) return edits;
  throw new CommandError(
    EXIT.refused,
    'Nothing in the note can be done. Use other words, or ask for another take: --op remake, or ' +
      '--remake part=bass.',
    understanding.map(({ quote, reason }) => `“${oneLine(quote)}”: ${oneLine(reason)}`),
  );
}
