import { expect, test } from 'vitest';
import { afterUsagePage, NO_USAGE_YET, USAGE_MAX_PAGES } from './usage-progress.ts';

const counts = { reports: 1, lines: 2, added: 1, unread: 0 };

/** Reads pages with these cursors until the fetch ends. */
function read(cursorAfter: (page: number) => string | null) {
  let step = afterUsagePage(NO_USAGE_YET, counts, cursorAfter(1));
  while (step.then === 'continue')
    step = afterUsagePage(step.progress, counts, cursorAfter(step.progress.pages + 1));
  return step;
}

test('the page without a cursor is the last one, and the counts are those of all pages', () => {
  expect(read((page) => (page === 3 ? null : `after-${page}`))).toMatchObject({
    then: 'finish',
    progress: { pages: 3, reports: 3, lines: 6, added: 3, cursor: null },
  });
});

test.each([1, 2, 3, 5, 100])('cursors that repeat after %i pages end the fetch', (length) => {
  const { then, progress } = read((page) => `cursor-${page % length}`);
  expect(then).toBe('stop');
  expect(progress.pages).toBeLessThanOrEqual(4 * length + 4);
});

test('cursors that repeat after some pages of their own end the fetch, too', () => {
  expect(read((page) => (page < 7 ? `first-${page}` : `again-${page % 3}`))).toMatchObject({
    then: 'stop',
    failure: expect.stringMatching(/^page \d+ leads back to a page before it$/),
  });
});

test('a partner whose pages never end is stopped at the limit', () => {
  expect(read((page) => `after-${page}`)).toMatchObject({
    then: 'stop',
    progress: { pages: USAGE_MAX_PAGES },
    failure: `a period has at most ${USAGE_MAX_PAGES} pages`,
  });
});
