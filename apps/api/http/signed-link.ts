import { createHmac, timingSafeEqual } from 'node:crypto';

export interface SignedLink {
  readonly project: string;
  readonly until: number;
  readonly signature: string;
}

const sign = (secret: string, projectId: string, previewId: string, until: number): Buffer =>
  createHmac('sha256', secret).update(`preview-audio ${projectId} ${previewId} ${until}`).digest();

/** Query of an address that plays without a key until `until` (Unix seconds). */
export const createSignedLinkQuery = (
  secret: string,
  projectId: string,
  previewId: string,
  until: number,
): string =>
  new URLSearchParams({
    project: projectId,
    until: String(until),
    signature: sign(secret, projectId, previewId, until).toString('base64url'),
  }).toString();

/** Was this link made here, for this preview, and is it still good? `now` in Unix seconds. */
export function verifySignedLink(
  secret: string,
  previewId: string,
  { project, until, signature }: SignedLink,
  now: number,
): boolean {
  const given = Buffer.from(signature, 'base64url');
  const expected = sign(secret, project, previewId, until);
  return given.length === expected.length && timingSafeEqual(given, expected) && now <= until;
}
