import { expect, test } from 'vitest';
import { partnerUrlIssue } from './partner-url-issue.ts';

test.each([
  ['http-v1', 'https://shop.example/api', null],
  ['http-v1', 'https://shop.example/?tenant=1', 'must not have a query'],
  ['drop-s3', 'https://s3.example/bucket/folder', null],
  ['drop-s3', 'https://s3.example/', 'must name the bucket'],
  ['drop-s3', 'https://s3.example/bucket/100%', 'must encode % in its path as %25'],
  ['drop-sftp', 'sftp://drop.example/inbox', null],
  ['drop-sftp', 'https://drop.example/inbox', 'sftp'],
] as const)('a partner of the kind %s at %s: %s', (kind, url, issue) => {
  const found = partnerUrlIssue(url, kind, []);
  if (issue === null) expect(found).toBeNull();
  else expect(found).toContain(issue);
});
