import { randomUUID } from 'node:crypto';
import { canonicalSha256, type CommandClaims } from '@fermata/contracts/values';
import { PROJECT_ID } from './project-id.ts';

/** The message of a command with a token that the scripted activities accept. */
export function signedMessage<Content extends object>(
  workflowId: string,
  command: CommandClaims['command'],
  actor: string,
  content: Content,
): Content & { token: string } {
  const claims: CommandClaims = {
    tokenId: randomUUID(),
    projectId: PROJECT_ID,
    workflowId,
    command,
    contentSha256: canonicalSha256(content),
    actor,
    expiresAt: Math.floor(Date.now() / 1000) + 60,
  };
  return { ...content, token: JSON.stringify(claims) };
}
