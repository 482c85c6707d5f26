import { oneLine } from '@fermata/clients/words';
import type { VersionFeedback } from '@fermata/contracts/http';
import { describeEdits } from '@fermata/contracts/values';
import { understandingText } from './understanding-text.ts';

/** The reviewer who sent a version back, the note as it was written, and the edits that were decided. */
export const feedbackRows = ({
  reviewer,
  reviewerName,
  note,
  edits,
}: VersionFeedback): (readonly [string, string])[] => [
  ['sent back by', reviewerName === null ? reviewer : `${oneLine(reviewerName)} [${reviewer}]`],
  ...(note === '' ? [] : [['note', `“${oneLine(note)}”`] as const]),
  ...(edits === undefined ? [] : [['edits', describeEdits(edits)] as const]),
];

/** Every wish of the note and its outcome; empty without a note that was understood. */
export const feedbackText = ({ understanding = [] }: VersionFeedback): string =>
  understandingText(understanding);
