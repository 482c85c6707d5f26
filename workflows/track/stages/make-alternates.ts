import { alternateIssue, type Intent, type MadeAlternate } from '@fermata/contracts/values';
import { aiDisclosureOf } from '@fermata/domain/rights';
import { audio } from '../../proxies.ts';
import type { TrackRun } from '../track-run.ts';
import { addFindings } from './archive-faulty.ts';

export interface AlternatesMade {
  readonly alternates: MadeAlternate[];
  /** A hard finding stops the track. */
  readonly faulty: boolean;
}

/**
 * Makes the alternates concurrently. Omits one that the version cannot have, because a reviewer may
 * have shortened it, and one that would equal the version. Null when there is none to make.
 */
export async function makeAlternates(
  run: TrackRun,
  intent: Intent,
  { recipeId, title }: { recipeId: string; title: string },
): Promise<AlternatesMade | null> {
  const wanted = (run.input.alternates ?? []).filter(
    (alternate) => alternateIssue(alternate, intent) === null,
  );
  if (wanted.length === 0) return null;
  const aiDisclosure = aiDisclosureOf(run.input);
  const made = await Promise.all(
    wanted.map((alternate) =>
      run.call(audio.makeAlternate, `Make ${alternate} of “${title}”`, {
        ...run.versionRef,
        recipeId,
        alternate,
        title,
        aiDisclosure,
      }),
    ),
  );
  const cuts = made.filter((cut) => cut !== null);
  return {
    alternates: cuts.map(({ alternate, recipeId: id, figures, files }) => ({
      alternate,
      recipeId: id,
      figures,
      files,
    })),
    faulty: addFindings(
      run,
      cuts.flatMap(({ findings }) => findings),
    ),
  };
}
