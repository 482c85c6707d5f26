import type { IncomingHttpHeaders } from 'node:http';
import { isLoopbackHost } from '@fermata/contracts/http';

export interface UiRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

export interface UiRefusal {
  readonly status: 403 | 415 | 421;
  readonly detail: string;
}

const READ_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Why a request to the Web UI is refused, or null. Temporal's own server checks neither Host nor
 * Origin nor media type, so any page in the user's browser could reach it.
 */
export function refuseUiRequest(request: UiRequest): UiRefusal | null {
  const { host, origin } = request.headers;
  if (!isLoopbackHost(host))
    return {
      status: 421,
      detail: "Temporal's Web UI answers only as 127.0.0.1 or localhost",
    };
  if (origin !== undefined && origin !== `http://${host}`)
    return { status: 403, detail: `requests of the origin ${origin.slice(0, 200)} are refused` };
  if (!isOfThisSite(request) && !isLinkToPage(request))
    return { status: 403, detail: 'requests of other sites are refused' };
  if (!READ_METHODS.has(request.method) && isSimple(request))
    return { status: 415, detail: 'the body must be sent as application/json' };
  return null;
}

/** Programs that are no browser send no Sec-Fetch-Site. */
const isOfThisSite = ({ headers }: UiRequest): boolean =>
  [undefined, 'same-origin', 'none'].includes(single(headers['sec-fetch-site']));

/** A person follows a link to a page: the other site does not see it. */
const isLinkToPage = ({ method, url, headers }: UiRequest): boolean =>
  method === 'GET' &&
  headers['sec-fetch-mode'] === 'navigate' &&
  headers['sec-fetch-dest'] === 'document' &&
  !url.startsWith('/api/');

/**
 * Whether a browser sends the request to another site without asking it first (CORS). The UI names
 * no media type, but sends its token, which Temporal's server compares with the cookie.
 */
const isSimple = ({ headers }: UiRequest): boolean =>
  headers['x-csrf-token'] === undefined &&
  !/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '');

const single = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value.join(', ') : value;
