import { z } from 'zod';
import { ActorId, ProjectId, Sha256 } from './ids.ts';

/** The commands to a track that name an actor and are no decisions. */
export const SignedCommand = z.enum(['pick', 'hold', 'resume', 'cancel', 'start', 'answer']);

export type SignedCommand = z.infer<typeof SignedCommand>;

/**
 * The claims of a command token: single-use (`tokenId`), bound to the workflow and the content. The
 * command `create` is the request for the track itself.
 */
export const CommandClaims = z.strictObject({
  tokenId: z.uuid(),
  projectId: ProjectId,
  workflowId: z.string().min(1).max(200),
  command: z.enum(['create', ...SignedCommand.options]),
  /** Of the command's message without its token, as canonical JSON. */
  contentSha256: Sha256,
  actor: ActorId,
  /** Unix seconds. */
  expiresAt: z.number().int(),
});

export type CommandClaims = z.infer<typeof CommandClaims>;

/**
 * The key under which the token of a track's request is recorded as used, by the track's first run. It names the
 * requester, as proof of the request.
 */
export const requestTokenKey = (trackId: string, requestedBy: string): string =>
  `create:${trackId}:${requestedBy}`;
