import { randomUUID } from 'node:crypto';
import { type GivenCommand, signCommand } from '@fermata/temporal-config/command-token';
import type { ApiConfig } from '../config.ts';
import type { Principal } from './principal.ts';

/** A token for one command of this principal: the only proof for the workflow of the command's actor. */
export function signFor(
  { limits, tokenSecret }: Pick<ApiConfig, 'limits' | 'tokenSecret'>,
  { projectId, actor }: Principal,
  command: Pick<GivenCommand, 'workflowId' | 'command' | 'content'>,
): string {
  const expiresAt = Math.floor(Date.now() / 1000) + limits.tokenSeconds;
  return signCommand(
    { ...command, projectId },
    { actor, tokenId: randomUUID(), expiresAt },
    tokenSecret,
  );
}
