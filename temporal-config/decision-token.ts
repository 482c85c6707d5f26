import { DecisionClaims } from '@fermata/contracts/values';
import { signToken, type TokenCheck, verifyToken } from './signed-token.ts';

/** The proof of a reviewer's decision, or of undoing one. */
export const signDecision = (claims: DecisionClaims, secretHex: string): string =>
  signToken(DecisionClaims.parse(claims), secretHex);

export const verifyDecision = (
  token: string,
  secretHex: string,
  nowSeconds: number,
): TokenCheck<DecisionClaims> => verifyToken(DecisionClaims, token, secretHex, nowSeconds);
