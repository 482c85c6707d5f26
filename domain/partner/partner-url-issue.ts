import type { PartnerKind } from '@fermata/contracts/values';
import { targetIssue } from '../egress/target-issue.ts';

/** Why a partner of this kind cannot have the address; null if it can. `hosts`: as for targetIssue. */
export function partnerUrlIssue(
  text: string,
  kind: PartnerKind,
  hosts: readonly string[],
): string | null {
  const { search, pathname } = new URL(text);
  if (search !== '') return 'must not have a query';
  if (kind === 'drop-s3' && /^\/*$/.test(pathname))
    return 'must name the bucket, such as https://s3.eu-central-1.amazonaws.com/bucket/folder';
  if (kind !== 'http-v1' && !isDecodable(pathname)) return 'must encode % in its path as %25';
  return targetIssue(text, hosts, kind === 'drop-sftp' ? 'sftp:' : 'https:');
}

function isDecodable(text: string): boolean {
  try {
    return decodeURIComponent(text) !== '';
  } catch {
    return false;
  }
}
