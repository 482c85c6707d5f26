import type { SearchAttributeUpdatePair } from '@temporalio/common';
import { upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import { searchAttributes } from '@fermata/temporal-config/search-attributes';

/**
 * Upserts the search attributes that have changed: each upsert is an event of the history. The title
 * is left out where `hasPublicTitle` is false.
 */
export function publishAttributes(attributes: readonly SearchAttributeUpdatePair[]): void {
  const published = workflowInfo().typedSearchAttributes;
  const changed = attributes.filter(
    ({ key, value }) =>
      (published.get(key) ?? null) !== value &&
      (key.name !== searchAttributes.trackTitle.name || hasPublicTitle()),
  );
  if (changed.length > 0) upsertSearchAttributes(changed);
}

/**
 * Temporal stores search attributes in plain text. A workflow shows its title there if it was started
 * with one: the API omits it where payloads are encrypted.
 */
export const hasPublicTitle = (): boolean =>
  workflowInfo().typedSearchAttributes.get(searchAttributes.trackTitle) !== undefined;
