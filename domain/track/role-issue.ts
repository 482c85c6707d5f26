import type { Role } from '@fermata/contracts/values';

/** Why the actor, who has these roles now, may not do what needs one of `needed`; null if it may. */
export const roleIssue = (
  actor: string,
  roles: readonly Role[],
  needed: readonly Role[],
): string | null =>
  needed.some((role) => roles.includes(role))
    ? null
    : `${actor} does not have the role ${needed.join(' or ')} now`;
