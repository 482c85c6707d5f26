import {
  type AiDisclosure,
  type Alternate,
  type LocatedFault,
  type MadeAlternate,
  noAlternate,
} from '@fermata/contracts';
import { shortened } from '@fermata/temporal-config/shortened';
import { audio } from '../proxies.ts';
import type { TrackRun } from './track-run.ts';

interface Finished {
  readonly recipeId: string;
  readonly title: string;
  readonly aiDisclosure: AiDisclosure;
  readonly durationSeconds: number;
  readonly ending?: 'final' | 'loop' | undefined;
}

/** The further cuts that were asked for and that this version can have: a reviewer may have made it shorter than a cut. */
export const wantedAlternates = (
  { input }: TrackRun,
  version: Pick<Finished, 'durationSeconds' | 'ending'>,
): Alternate[] =>
  (input.alternates ?? []).filter((alternate) => noAlternate(alternate, version) === null);

/** Makes the cuts side by side; a cut that would be the version itself is left out. */
export async function makeAlternates(
  run: TrackRun,
  wanted: readonly Alternate[],
  version: Finished,
): Promise<{ alternates: MadeAlternate[]; faults: LocatedFault[] }> {
  const { recipeId, title, aiDisclosure } = version;
  const made = await Promise.all(
    wanted.map((alternate) =>
      audio.makeAlternate.executeWithOptions(
        { summary: shortened(`Make ${alternate} of “${title}”`) },
        [{ ...run.versionOf, recipeId, alternate, title, aiDisclosure }],
      ),
    ),
  );
  const there = made.filter((cut) => cut !== null);
  const alternates = there.map(({ alternate, recipeId: id, figures, files }) => ({
    alternate,
    recipeId: id,
    figures,
    files,
  }));
  void run.record('alternates.made', { version: run.life.version, alternates });
  return { alternates, faults: there.flatMap(({ faults }) => faults) };
}
