import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import type { Role } from '@fermata/contracts/values';
import type { LinkTarget } from './signed-link.ts';

export const ROLES_METADATA = Symbol('roles');
export const LOCAL_METADATA = Symbol('local');
export const SIGNED_LINK_METADATA = Symbol('signed link');
export const DEADLINE_METADATA = Symbol('deadline');
export type Access = readonly Role[] | 'public';
/** Reads a deadline in milliseconds from a body that is not validated yet. */
export type DeadlineOf = (body: unknown) => number;

/** Roles of people: all but partners. */
export const HUMAN_ROLES = ['creator', 'reviewer', 'operations'] as const satisfies readonly Role[];

/** Requires a key with one of these roles. */
export const Allow = (...roles: readonly Role[]) =>
  applyDecorators(
    SetMetadata(ROLES_METADATA, roles satisfies Access),
    ApiBearerAuth('key'),
    ApiExtension('x-roles', roles),
  );
/** Requires one of these roles, or no key on loopback where FERMATA_METRICS is `loopback`. */
export const AllowLocal = (...roles: readonly Role[]) =>
  applyDecorators(Allow(...roles), SetMetadata(LOCAL_METADATA, true));
/** Requires a link signed for the target, or a key with one of these roles. */
export const AllowSignedLink = (target: LinkTarget, ...roles: readonly Role[]) =>
  applyDecorators(Allow(...roles), SetMetadata(SIGNED_LINK_METADATA, target));
/** Requires no key. */
export const AllowAnonymous = () => SetMetadata(ROLES_METADATA, 'public' satisfies Access);
/** The route answers within the deadline in its body, so its key may come from the cache. */
export const RespondsWithin = (deadlineOf: DeadlineOf) =>
  SetMetadata(DEADLINE_METADATA, deadlineOf);
