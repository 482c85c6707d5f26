import {
  type AiDisclosure,
  type Alternate,
  alternateIssue,
  type LocatedFinding,
  type MadeAlternate,
} from '@fermata/contracts/values';
import { shortened } from '@fermata/temporal-config/shortened';
import { audio } from '../proxies.ts';
import type { TrackRun } from './track-run.ts';

interface FinishedVersion {
  readonly recipeId: string;
  readonly title: string;
  readonly aiDisclosure: AiDisclosure;
  readonly durationSeconds: number;
  readonly ending?: 'final' | 'loop' | undefined;
}

/** The further cuts that were asked for and that this version can have: a reviewer may have made it shorter than a cut. */
export const possibleAlternates = (
  { input }: TrackRun,
  version: Pick<FinishedVersion, 'durationSeconds' | 'ending'>,
): Alternate[] =>
  (input.alternates ?? []).filter((alternate) => alternateIssue(alternate, version) === null);

/** Makes the cuts side by side; a cut that would be the version itself is left out. */
export async function makeAlternates(
  run: TrackRun,
  wanted: readonly Alternate[],
  version: FinishedVersion,
): Promise<{ alternates: MadeAlternate[]; findings: LocatedFinding[] }> {
  const { recipeId, title, aiDisclosure } = version;
  const results = await Promise.all(
    wanted.map((alternate) =>
      audio.makeAlternate.executeWithOptions(
        { summary: shortened(`Make ${alternate} of “${title}”`) },
        [{ ...run.versionRef, recipeId, alternate, title, aiDisclosure }],
      ),
    ),
  );
  const cuts = results.filter((cut) => cut !== null);
  const alternates = cuts.map(({ alternate, recipeId: id, figures, files }) => ({
    alternate,
    recipeId: id,
    figures,
    files,
  }));
  void run.record('alternates.made', { version: run.lifecycle.version, alternates });
  return { alternates, findings: cuts.flatMap(({ findings }) => findings) };
}
