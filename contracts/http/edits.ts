import { z } from 'zod';
import { TextReaders } from '../values/brief.ts';
import { Edit, MAX_EDITS } from '../values/edit.ts';
import { plainText } from '../values/plain-text.ts';
import { Understanding } from '../values/understanding.ts';

/** The body of `POST /v1/tracks/{trackId}/edits/understand`: a note about a version. */
export const UnderstandNoteRequest = z.strictObject({
  note: plainText(1000),
  /** Absent: the one in force, which is the last one unless an earlier one is approved in its place. */
  version: z.number().int().min(1).optional(),
});

export type UnderstandNoteRequest = z.infer<typeof UnderstandNoteRequest>;

/** The edits of a note, and every wish of it with its outcome. */
export const NoteUnderstandingView = z
  .object({
    edits: z.array(Edit).max(MAX_EDITS),
    understanding: Understanding,
    ...TextReaders.shape,
  })
  .meta({ id: 'NoteUnderstanding' });

export type NoteUnderstandingView = z.infer<typeof NoteUnderstandingView>;
