/** Pages of one period. A partner that never ends must not keep a fetch running. */
export const USAGE_MAX_PAGES = 10_000;

/** How many reports a page has, how many lines they state, and how many of each the inbox did not have. */
export interface UsageCounts {
  readonly reports: number;
  readonly lines: number;
  readonly added: number;
  /** Parts of a page that break the contract. The inbox shows them. */
  readonly unread: number;
}

/** The progress of the fetch of a period of usage. The counts are those of the pages that were read. */
export interface UsageProgress extends UsageCounts {
  readonly pages: number;
  /** Of the next page; null before the first one. */
  readonly cursor: string | null;
  /** An earlier cursor. A partner whose cursors repeat comes back to it. */
  readonly mark: string | null;
}

export const NO_USAGE_YET: UsageProgress = {
  ...{ pages: 0, reports: 0, lines: 0, added: 0, unread: 0 },
  ...{ cursor: null, mark: null },
};

/** `failure`: why no further page is read. */
export interface UsageStep {
  readonly then: 'continue' | 'finish' | 'stop';
  readonly progress: UsageProgress;
  readonly failure: string | null;
}

/**
 * After a page was read. The mark moves to the cursors after 1, 2, 4, 8 … pages, so that every cycle is found,
 * however long it is (Brent's algorithm).
 */
export function afterUsagePage(
  before: UsageProgress,
  counts: UsageCounts,
  nextCursor: string | null,
): UsageStep {
  const pages = before.pages + 1;
  const progress: UsageProgress = {
    pages,
    reports: before.reports + counts.reports,
    lines: before.lines + counts.lines,
    added: before.added + counts.added,
    unread: before.unread + counts.unread,
    cursor: nextCursor,
    mark: isPowerOfTwo(pages) ? nextCursor : before.mark,
  };
  if (nextCursor === null) return { then: 'finish', progress, failure: null };
  if (nextCursor === before.cursor || nextCursor === before.mark)
    return { then: 'stop', progress, failure: `page ${pages} leads back to a page before it` };
  if (pages >= USAGE_MAX_PAGES)
    return { then: 'stop', progress, failure: `a period has at most ${USAGE_MAX_PAGES} pages` };
  return { then: 'continue', progress, failure: null };
}

const isPowerOfTwo = (value: number): boolean => (value & (value - 1)) === 0;
