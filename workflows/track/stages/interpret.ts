import { cleanText, type Intent, type ReviewFeedback } from '@fermata/contracts/values';
import { inference } from '../../proxies.ts';
import type { TrackRun } from '../track-run.ts';
import { trackSeedOf } from '../track-seed-of.ts';

/** From the brief, or from the last intent and the reviewer's feedback, to an intent. */
export async function interpret(run: TrackRun, feedback: ReviewFeedback | null): Promise<Intent> {
  const intent =
    feedback && run.intent
      ? await run.call(
          inference.reviseIntent,
          `Read the reviewer's note: ${cleanText(feedback.note, 100)}`,
          {
            intent: run.intent,
            note: feedback.note,
            ...(feedback.edits ? { edits: feedback.edits } : {}),
            ...(feedback.understanding ? { understanding: feedback.understanding } : {}),
            ...(feedback.readers ? { readers: feedback.readers } : {}),
            ...(run.recipeId
              ? {
                  projectId: run.versionRef.projectId,
                  trackId: run.versionRef.trackId,
                  recipeId: run.recipeId,
                }
              : {}),
          },
        )
      : await run.call(inference.interpretBrief, `Understand the brief of ${run.label}`, {
          ...run.versionRef,
          brief: { ...run.input.brief, seed: trackSeedOf(run.input) },
          ...(run.input.materials ? { materials: run.input.materials } : {}),
        });
  run.intent = intent;
  const { version } = run.lifecycle;
  await run.advance('interpreted', [
    {
      type: 'intent.interpreted',
      data: { version, intent, ...(feedback ? { feedback } : {}) },
    },
  ]);
  return intent;
}
