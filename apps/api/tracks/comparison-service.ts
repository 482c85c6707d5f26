import { Inject, Injectable } from '@nestjs/common';
import type { VersionComparison } from '@fermata/contracts/http';
import { diffRecipes } from '@fermata/domain/provenance';
import { matchingGains, versionInForce } from '@fermata/domain/track';
import type { Catalogue, VersionRecord } from '@fermata/prisma';
import type { Principal } from '../http/principal.ts';
import { ProblemException } from '../http/problem-exception.ts';
import { CATALOGUE } from '../infrastructure/injection-tokens.ts';
import { TrackLookup } from '../track-lookup/track-lookup.ts';
import { AssetLinkService } from './asset-link-service.ts';

/** Compares versions of a track: what differs, and the gains at which they are equally loud. */
@Injectable()
export class ComparisonService {
  constructor(
    @Inject(CATALOGUE) private readonly catalogue: Pick<Catalogue, 'recipes'>,
    @Inject(TrackLookup) private readonly lookup: TrackLookup,
    @Inject(AssetLinkService) private readonly links: AssetLinkService,
  ) {}

  async compare(
    principal: Principal,
    trackId: string,
    numbers: readonly number[] | undefined,
  ): Promise<VersionComparison> {
    const record = await this.lookup.findOrThrow(principal, trackId);
    const { versions, version } = record === 'accepted' ? { versions: [], version: 1 } : record;
    const compared = await Promise.all(
      (numbers ?? defaultTwo(trackId, versions, version)).map((number) =>
        this.#compared(principal, trackId, versions, number),
      ),
    );
    const gains = matchingGains(compared.map(({ shown }) => shown.integratedLufs));
    const [first, second] = compared;
    return {
      trackId,
      versions: compared.map(({ shown }, index) => ({ ...shown, gainDb: gains[index] ?? 0 })),
      differences: first && second ? diffRecipes(first.recipe, second.recipe) : [],
    };
  }

  async #compared(
    principal: Principal,
    trackId: string,
    versions: readonly VersionRecord[],
    number: number,
  ) {
    const found = versions.find(({ version }) => version === number);
    const { recipeId, versionSha256, masterFigures, title } = found ?? {};
    const recipe = recipeId && (await this.catalogue.recipes.find(principal.projectId, recipeId));
    if (!recipe || !versionSha256 || !masterFigures)
      throw new ProblemException('not-found', `${trackId} has no finished version ${number}`);
    const { items } = await this.links.list(principal, trackId, {
      kind: ['delivery-mp3'],
      version: number,
    });
    const link = items.find(({ alternate }) => alternate === undefined);
    return {
      recipe,
      shown: {
        ...{ version: number, versionSha256, title: title ?? '' },
        integratedLufs: masterFigures.integratedLufs,
        url: link?.url ?? null,
        expiresAt: link?.expiresAt ?? null,
      },
    };
  }
}

/** The version in force, after the last other one. */
function defaultTwo(
  trackId: string,
  versions: readonly VersionRecord[],
  current: number,
): number[] {
  const finished = versions.filter(({ versionSha256 }) => versionSha256 !== null);
  const inForce = versionInForce(finished, current);
  const other = finished.findLast((each) => each !== inForce);
  if (!inForce || !other)
    throw new ProblemException('not-found', `${trackId} has no two finished versions to compare`);
  return [other.version, inForce.version];
}
