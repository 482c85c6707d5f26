import { z } from 'zod';
import { Use } from '../values/brief.ts';
import { PreviewId } from '../values/ids.ts';
import { DurationSeconds } from '../values/music.ts';
import { plainLine } from '../values/plain-text.ts';
import { RequestedMetadata } from '../values/release-metadata.ts';
import { RequestedReviewTerms } from '../values/review.ts';
import {
  Candidates,
  DEFAULT_CANDIDATES,
  trackFieldIssues,
  TrackFields,
} from '../values/track-terms.ts';
import { RequestedBrief } from './requested-brief.ts';

const RequestFields = TrackFields.extend({
  brief: RequestedBrief,
  review: RequestedReviewTerms.default({}),
  metadata: RequestedMetadata.default({}),
});

/** The request for a track. The workflow starts with it, complete review terms and complete metadata. */
export const TrackRequest = RequestFields.superRefine((request, context) => {
  for (const issue of trackFieldIssues(request)) context.addIssue({ code: 'custom', ...issue });
});

export type TrackRequest = z.infer<typeof TrackRequest>;

export type TrackRequestInput = z.input<typeof TrackRequest>;

const { brief: _brief, ...TermFields } = RequestFields.shape;
const FromPreview = z.strictObject({
  ...TermFields,
  previewId: PreviewId,
  durationSeconds: DurationSeconds.optional(),
  use: Use.optional(),
  title: plainLine(120).optional(),
});

/** A request for a track from a preview, whose length, use and title it may replace. */
export type TrackFromPreview = z.infer<typeof FromPreview>;

/** `request`: the track. `strict`: a brief with a wish that cannot be met is refused; the track does not record it. */
export interface CreateTrackRequest {
  readonly strict: boolean;
  readonly request: TrackRequest | TrackFromPreview;
}

/**
 * The body of `POST /v1/tracks`: with a brief or with a preview. By default a preview is its track's only
 * candidate, and a brief has three.
 */
export const CreateTrackRequest = z
  .strictObject({
    ...FromPreview.shape,
    candidates: Candidates.optional(),
    brief: RequestedBrief.optional(),
    previewId: PreviewId.optional(),
    /** True: a brief with a wish that cannot be met is refused. */
    strict: z.boolean().default(false),
  })
  .superRefine(({ brief, previewId, durationSeconds, use, title, alternates }, context) => {
    const addIssue = (field: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [field], message });
    if (previewId !== undefined)
      return brief
        ? addIssue('previewId', 'must not be sent with a brief: the preview has its own')
        : undefined;
    for (const [field, value] of Object.entries({ durationSeconds, use, title }))
      if (value !== undefined)
        addIssue(field, 'belongs in the brief; it is allowed here only with a previewId');
    if (!brief) return addIssue('brief', 'is required without a previewId');
    // Only a preview that was looked up may be recorded as a track's origin.
    if (brief.preview)
      return addIssue('brief', 'must not name a preview: send the previewId instead of the brief');
    for (const issue of trackFieldIssues({ brief, alternates }))
      context.addIssue({ code: 'custom', ...issue });
  })
  .transform(({ brief, previewId, candidates, strict, ...rest }): CreateTrackRequest => {
    if (previewId !== undefined)
      return { strict, request: { ...rest, candidates: candidates ?? 1, previewId } };
    const { durationSeconds: _seconds, use: _use, title: _title, ...terms } = rest;
    return brief
      ? { strict, request: { ...terms, candidates: candidates ?? DEFAULT_CANDIDATES, brief } }
      : z.NEVER;
  });
