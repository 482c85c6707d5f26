import { canonicalSha256, CommandClaims } from '@fermata/contracts/values';
import { signToken, type TokenCheck, verifyToken } from './signed-token.ts';

/** The command that a token must have been signed for. `content`: its message without the token. */
export interface GivenCommand extends Pick<CommandClaims, 'command' | 'projectId' | 'workflowId'> {
  readonly content: unknown;
}

type Signer = Pick<CommandClaims, 'tokenId' | 'actor' | 'expiresAt'>;

/** The proof of a command's actor. */
export function signCommand(
  { content, ...command }: GivenCommand,
  { tokenId, actor, expiresAt }: Signer,
  secretHex: string,
): string {
  const contentSha256 = canonicalSha256(content);
  return signToken(
    CommandClaims.parse({ ...command, contentSha256, tokenId, actor, expiresAt }),
    secretHex,
  );
}

/** A token of another command, workflow or content proves nothing, so its actor is not named either. */
export function verifyCommand(
  token: string,
  { content, ...command }: GivenCommand,
  secretHex: string,
  nowSeconds: number,
): TokenCheck<CommandClaims> {
  const check = verifyToken(CommandClaims, token, secretHex, nowSeconds);
  if (!check.claims) return check;
  const signed: Partial<CommandClaims> = check.claims;
  const given: Partial<CommandClaims> = { ...command, contentSha256: canonicalSha256(content) };
  const differing = (Object.keys(given) as (keyof CommandClaims)[]).filter(
    (name) => signed[name] !== given[name],
  );
  return differing.length === 0
    ? check
    : {
        valid: false,
        reason: 'bad-token',
        detail: `the token was signed for another command: ${differing.join(', ')} differ`,
      };
}
