import type {
  MaterialView,
  ReleaseView,
  ReviewView,
  TrackView,
  VersionView,
} from '@fermata/contracts/http';
import type { Recipe } from '@fermata/contracts/values';
import type { Evidence } from './evidence.ts';
import type { Verification } from './verify-evidence.ts';

/** All that is known about one release, from the API. */
export interface Dossier {
  readonly release: ReleaseView;
  readonly track: TrackView;
  /** The released version. */
  readonly version: VersionView;
  readonly recipe: Recipe;
  /** The materials that the recipe and the metadata name. */
  readonly materials: readonly MaterialView[];
  /** Names of actors by their ids, where they are known and not erased. */
  readonly names: ReadonlyMap<string, string>;
  readonly evidence: Evidence;
  readonly verification: Verification;
}

export type ReviewDecision = ReviewView['decisions'][number];
