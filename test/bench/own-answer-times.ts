import type { PassedMessage } from '../testing/gated-shop.ts';

/** The messages that Fermata sends until a release is live. */
const REQUESTS: readonly string[] = ['reserve', 'ask', 'upload', 'deliver', 'confirm'];

/**
 * Adds up, for each release, the time that one partner takes for itself: to answer the requests of Fermata, and to
 * decide about a delivery.
 */
export class OwnAnswerTimes {
  readonly #milliseconds = new Map<string, number>();
  readonly #delivered = new Map<string, number>();
  #messages = 0;

  add({ title, message, arrivedAt, answeredAt }: PassedMessage): void {
    this.#messages += 1;
    if (message === 'deliver') this.#delivered.set(title, answeredAt);
    if (REQUESTS.includes(message)) this.#count(title, answeredAt - arrivedAt);
    if (message === 'delivery.accepted')
      this.#count(title, Math.max(0, arrivedAt - (this.#delivered.get(title) ?? arrivedAt)));
  }

  get messages(): number {
    return this.#messages;
  }

  seconds(title: string): number {
    return (this.#milliseconds.get(title) ?? 0) / 1000;
  }

  #count(title: string, milliseconds: number): void {
    this.#milliseconds.set(title, (this.#milliseconds.get(title) ?? 0) + milliseconds);
  }
}
