/**
 * An issue that `verify` reports.
 * - `changed`, `reordered`, `inserted`, `missing`: damage to events. A missing event has no `stream` and `sequence` if
 *   it is known only by its missing position, and no `position` if that is unknown.
 * - `rewritten`: the event at `position` has another hash than a signed checkpoint recorded.
 * - `unapproved`: a release or an offer without an approval before it in the log.
 * - `unrequested`: a takedown without a request before it in the log.
 * - `checkpoint-missing`, `checkpoint-forged`: damage to the checkpoints. `position` is the recorded one, if known.
 */
export type AuditIssue = {
  kind:
    | 'changed'
    | 'reordered'
    | 'inserted'
    | 'missing'
    | 'rewritten'
    | 'unapproved'
    | 'unrequested'
    | 'checkpoint-missing'
    | 'checkpoint-forged';
  stream: string | null;
  sequence: number | null;
  position: number | null;
  detail: string;
};
