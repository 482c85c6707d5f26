import type { Intent, MadeAlternate, OmittedAlternate } from '@fermata/contracts/values';
import { aiDisclosureOf } from '@fermata/domain/rights';
import { impossibleAlternates, sameAsVersion } from '@fermata/domain/track';
import { audio } from '../../proxies.ts';
import type { TrackRun } from '../track-run.ts';
import { addFindings } from './archive-faulty.ts';
import type { Enriched } from './enrich.ts';

export interface AlternatesMade {
  readonly alternates: MadeAlternate[];
  readonly omitted: OmittedAlternate[];
  /** A hard finding stops the track. */
  readonly faulty: boolean;
}

/**
 * Makes the requested alternates concurrently. Omits one that the version cannot have, because a reviewer may
 * have shortened it, and one that would equal the version. Null when none is requested.
 */
export async function makeAlternates(
  run: TrackRun,
  intent: Intent,
  { recipeId, title, metadata }: Pick<Enriched, 'title' | 'metadata'> & { recipeId: string },
): Promise<AlternatesMade | null> {
  const { alternates: requested = [] } = run.input;
  if (requested.length === 0) return null;
  const omitted = impossibleAlternates(requested, intent);
  const wanted = requested.filter((each) => omitted.every(({ alternate }) => alternate !== each));
  const aiDisclosure = aiDisclosureOf(run.input);
  const made = await Promise.all(
    wanted.map((alternate) =>
      run.call(audio.makeAlternate, `Make ${alternate} of “${title}”`, {
        ...run.versionRef,
        recipeId,
        alternate,
        title,
        aiDisclosure,
        metadata,
      }),
    ),
  );
  const cuts = made.filter((cut) => cut !== null);
  const same = wanted.filter((_alternate, index) => made[index] === null);
  return {
    alternates: cuts.map(({ alternate, recipeId: id, figures, files }) => ({
      alternate,
      recipeId: id,
      figures,
      files,
    })),
    omitted: [...omitted, ...same.map(sameAsVersion)],
    faulty: addFindings(
      run,
      cuts.flatMap(({ findings }) => findings),
    ),
  };
}
