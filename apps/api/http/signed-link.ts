import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { ProjectId } from '@fermata/contracts/values';

/** The target of a signed link: its purpose, which is signed too, and the route parameter with the id. */
export interface LinkTarget {
  readonly purpose: string;
  readonly idParameter: string;
}

/** Query of a signed link; empty if the request has a key instead. */
export const OptionalSignedLinkQuery = z.strictObject({
  project: ProjectId.optional(),
  until: z.coerce.number().int().optional(),
  signature: z.string().max(100).optional(),
});
export const SignedLinkQuery = OptionalSignedLinkQuery.required();
export type SignedLink = Readonly<z.infer<typeof SignedLinkQuery>>;

interface LinkSubject {
  readonly purpose: string;
  readonly projectId: string;
  readonly id: string;
  readonly until: number;
}

const sign = (secret: string, { purpose, projectId, id, until }: LinkSubject): Buffer =>
  createHmac('sha256', secret).update(`${purpose} ${projectId} ${id} ${until}`).digest();

/** Query of an address that needs no key until `until` (Unix seconds). */
export const createSignedLinkQuery = (secret: string, subject: LinkSubject): string =>
  new URLSearchParams({
    project: subject.projectId,
    until: String(subject.until),
    signature: sign(secret, subject).toString('base64url'),
  }).toString();

/** Whether the link was signed here for this purpose and id and has not expired. `now` in Unix seconds. */
export function verifySignedLink(
  secret: string,
  { purpose, id }: Pick<LinkSubject, 'purpose' | 'id'>,
  { project, until, signature }: SignedLink,
  now: number,
): boolean {
  const given = Buffer.from(signature, 'base64url');
  const expected = sign(secret, { purpose, projectId: project, id, until });
  return given.length === expected.length && timingSafeEqual(given, expected) && now <= until;
}
