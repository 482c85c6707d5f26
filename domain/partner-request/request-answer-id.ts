import { deriveId, type RequestAnswer, type RequestKind } from '@fermata/contracts/values';

/** The same answer has the same id. */
export const requestAnswerId = (
  request: { readonly partner: string; readonly kind: RequestKind; readonly requestId: string },
  { answer }: RequestAnswer,
): string => deriveId('ans', request.partner, request.kind, request.requestId, answer);
