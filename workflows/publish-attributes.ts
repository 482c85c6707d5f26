import type { SearchAttributeUpdatePair } from '@temporalio/common';
import { upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';

/** Upserts the search attributes that have changed: each upsert is an event of the history. */
export function publishAttributes(attributes: readonly SearchAttributeUpdatePair[]): void {
  const published = workflowInfo().typedSearchAttributes;
  const changed = attributes.filter(({ key, value }) => (published.get(key) ?? null) !== value);
  if (changed.length > 0) upsertSearchAttributes(changed);
}
