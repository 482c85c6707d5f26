import type {
  InboxWebhookDetails,
  MaterialView,
  ReleaseUsage,
  ReleaseView,
  TrackView,
  VersionView,
} from '@fermata/contracts/http';
import type { Recipe, ReleaseContent } from '@fermata/contracts/values';
import type { Evidence } from './evidence.ts';
import type { Verification } from './verify-evidence.ts';

/** One recording of the release, with its track. */
export interface DossierRecording {
  readonly disc: number;
  /** On its disc. */
  readonly number: number;
  readonly track: TrackView;
  /** The released version. */
  readonly version: VersionView;
  readonly recipe: Recipe;
}

/** All that is known about one release, from the API. */
export interface Dossier {
  readonly release: ReleaseView;
  /** Null: its track has started it. */
  readonly content: ReleaseContent | null;
  /** In order. */
  readonly recordings: readonly DossierRecording[];
  /** The materials that the recipes and the metadata name. */
  readonly materials: readonly MaterialView[];
  readonly usage: Pick<ReleaseUsage, 'totals' | 'items'>;
  /** The messages of partners about it, oldest first. */
  readonly messages: readonly InboxWebhookDetails[];
  /** Names of actors by their ids, where they are known and not erased. */
  readonly names: ReadonlyMap<string, string>;
  readonly evidence: Evidence;
  readonly verification: Verification;
}
