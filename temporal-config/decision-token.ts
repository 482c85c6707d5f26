import { canonicalSha256, DecisionClaims } from '@fermata/contracts/values';
import { signToken, type TokenCheck, verifyToken } from './signed-token.ts';

/** The proof of a reviewer's decision, or of undoing one. `content`: its message without the token. */
export const signDecision = (
  claims: Omit<DecisionClaims, 'contentSha256'>,
  content: object,
  secretHex: string,
): string =>
  signToken(
    DecisionClaims.parse({ ...claims, contentSha256: canonicalSha256(content) }),
    secretHex,
  );

/** A token of another content proves nothing, so its claims are not returned. */
export function verifyDecision(
  token: string,
  content: object,
  secretHex: string,
  nowSeconds: number,
): TokenCheck<DecisionClaims> {
  const check = verifyToken(DecisionClaims, token, secretHex, nowSeconds);
  return !check.claims || check.claims.contentSha256 === canonicalSha256(content)
    ? check
    : {
        valid: false,
        reason: 'bad-token',
        detail: 'the token was signed for another note or other edits',
      };
}
