import { z } from 'zod';
import { alternateIssue } from '../values/alternate.ts';
import { Brief, Use } from '../values/brief.ts';
import { PreviewId } from '../values/ids.ts';
import { DurationSeconds } from '../values/music.ts';
import { plainText } from '../values/plain-text.ts';
import { TrackFields } from '../values/track-terms.ts';

/** What `POST /v1/tracks` takes; with who asked, also what the workflow starts with. */
export const TrackRequest = TrackFields.superRefine(({ brief, alternates = [] }, context) => {
  for (const [index, alternate] of alternates.entries()) {
    const why = alternateIssue(alternate, brief);
    if (why !== null)
      context.addIssue({ code: 'custom', path: ['alternates', index], message: why });
  }
  for (const field of ['hits', 'energyCurve'] as const) {
    const late = brief[field]?.findIndex(({ second }) => second >= brief.durationSeconds) ?? -1;
    if (late >= 0)
      context.addIssue({
        code: 'custom',
        path: ['brief', field, late, 'second'],
        message: `must come before the end of the track, at ${brief.durationSeconds} s`,
      });
  }
});

export type TrackRequest = z.infer<typeof TrackRequest>;

export type TrackRequestInput = z.input<typeof TrackRequest>;

/** What `POST /v1/tracks` takes: a brief, or a preview that is to become a track (its length, use and title may be chosen anew). */
export const CreateTrackRequest = z
  .strictObject({
    ...TrackFields.shape,
    brief: Brief.optional(),
    previewId: PreviewId.optional(),
    durationSeconds: DurationSeconds.optional(),
    use: Use.optional(),
    title: plainText(120).optional(),
  })
  .superRefine(({ brief, previewId, durationSeconds, use, title, ...rest }, context) => {
    const wrong = (field: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [field], message });
    if (previewId !== undefined)
      return brief
        ? wrong('previewId', 'a brief and a preview exclude each other: the preview has its own')
        : undefined;
    for (const [field, value] of Object.entries({ durationSeconds, use, title }))
      if (value !== undefined)
        wrong(field, 'belongs into the brief; beside it only with a previewId');
    if (!brief) return wrong('brief', 'say what you want: a brief, or the previewId of a preview');
    // Only a preview that was looked up may stand in a track's lineage.
    if (brief.preview)
      return wrong(
        'brief',
        'a brief cannot say itself that it comes from a preview: name it as previewId, without a brief',
      );
    for (const { path, message } of TrackRequest.safeParse({ ...rest, brief }).error?.issues ?? [])
      context.addIssue({ code: 'custom', path, message });
  });

export type CreateTrackRequest = z.infer<typeof CreateTrackRequest>;
