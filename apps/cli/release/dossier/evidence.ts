import type { CheckpointKeysView, CheckpointView, LogEntryView } from '@fermata/contracts/http';

/** The part of the event record that proves a release. */
export interface Evidence {
  /**
   * Every event of the release, its tracks, offers, amendments and withdrawals, and those of the project about it, in
   * the log’s order.
   */
  readonly events: readonly LogEntryView[];
  /** The log after the last of these events, up to the checkpoint; of other streams too. */
  readonly link: readonly LogEntryView[];
  /** The first checkpoint at or after the last event. Null: none was signed since. */
  readonly checkpoint: CheckpointView | null;
  readonly keys: CheckpointKeysView['keys'];
}
