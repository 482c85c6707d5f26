import { type PinnedRequest, type RequestLimits, requestPinned } from './request-pinned.ts';

/** `requestPinned` for a POST whose answer is text. */
export async function postPinned(
  message: Omit<PinnedRequest, 'method' | 'body'> & { readonly body: string },
  limits: RequestLimits,
): Promise<{ status: number; body: string }> {
  const { status, body } = await requestPinned({ ...message, method: 'POST' }, limits);
  return { status, body: new TextDecoder().decode(body) };
}
