import { PreviewView, type Style } from '@fermata/contracts';
import type { House } from '../rig/house.ts';

/** One request as its asker lives it: until the answer is there, and until the WAV is. Milliseconds. */
export interface Heard { readonly status: number; readonly answerMs: number; readonly heardMs: number; readonly view: PreviewView | undefined; readonly retryAfterSeconds: number }

/** Asks for previews over HTTP with the key of a creator. */
export class PreviewClient {
  readonly #house: House;

  constructor(house: House) {
    this.#house = house;
  }

  fresh(style: Style, seed: number, deadlineMs: number): Promise<Heard> {
    return this.#ask('/v1/previews', { style, text: style, seed, deadlineMs });
  }

  vary(previewId: string, change: Readonly<Record<string, unknown>>, deadlineMs: number): Promise<Heard> {
    return this.#ask(`/v1/previews/${previewId}/variations`, { ...change, deadlineMs });
  }

  async #ask(path: string, body: unknown): Promise<Heard> {
    const client = this.#house.as('ada');
    const start = performance.now();
    const response = await fetch(client.url + path, { method: 'POST', headers: { authorization: `Bearer ${this.#house.keyOf('ada')}`, 'content-type': 'application/json' }, body: JSON.stringify(body) });
    const text = await response.text();
    const answerMs = performance.now() - start;
    if (!response.ok) return { status: response.status, answerMs, heardMs: answerMs, view: undefined, retryAfterSeconds: Number(response.headers.get('retry-after') ?? 0) };
    const view = PreviewView.parse(JSON.parse(text));
    const audio = await fetch(new URL(view.url, client.url), { headers: { authorization: `Bearer ${this.#house.keyOf('ada')}` } });
    const bytes = await audio.arrayBuffer();
    if (!audio.ok || bytes.byteLength !== view.bytes) throw new Error(`the preview ${view.previewId} says ${view.bytes} bytes; ${view.url} answers ${audio.status} with ${bytes.byteLength}`);
    return { status: response.status, answerMs, heardMs: performance.now() - start, view, retryAfterSeconds: 0 };
  }
}
