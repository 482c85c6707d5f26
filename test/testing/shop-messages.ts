import { z } from 'zod';

/**
 * The messages of one offer between Fermata and its shop. `ask`: Fermata asks for the state of a reservation; `verify`:
 * whether one is gone whose takedown it has requested; `answer`: the answer to a request. The last four are webhooks.
 */
export type ShopMessage =
  | 'reserve'
  | 'ask'
  | 'upload'
  | 'deliver'
  | 'confirm'
  | 'update'
  | 'takedown'
  | 'verify'
  | 'answer'
  | 'delivery.accepted'
  | 'delivery.rejected'
  | 'delivery.needs-fix'
  | 'takedown.confirmed';

export interface FoundMessage {
  readonly message: ShopMessage;
  /** Of the release; of an answer, the id of the request. */
  readonly title: string;
}

const Reserve = z.object({ releaseId: z.string(), title: z.string() });
const Reserved = z.object({ reference: z.string() });
const Answer = z.object({ data: z.object({ requestId: z.string() }) });
const Webhook = z.object({
  type: z.enum([
    'delivery.accepted',
    'delivery.rejected',
    'delivery.needs-fix',
    'takedown.confirmed',
  ]),
  data: Reserved,
});

/** Recognises the messages of a shop, and the release or the request that they are about. */
export class ShopMessages {
  readonly #titles = new Map<string, string>();
  readonly #takenDown = new Set<string>();

  /** A request of Fermata. Null: another one. `path`: with its query. */
  read(path: string, body: Buffer): FoundMessage | null {
    const { pathname, searchParams } = new URL(path, 'http://shop');
    if (pathname === '/v1/reservations' && body.length > 0) {
      const { releaseId, title } = Reserve.parse(JSON.parse(body.toString()));
      this.#titles.set(releaseId, title);
      return { message: 'reserve', title };
    }
    if (pathname === '/v1/answers' && body.length > 0) {
      const answer = Answer.safeParse(JSON.parse(body.toString()));
      return answer.success ? { message: 'answer', title: answer.data.data.requestId } : null;
    }
    if (pathname === '/v1/reservations')
      return this.#about(searchParams.get('releaseId'), 'verify');
    const [, reference, action] = /^\/v1\/reservations\/([^/]+)(?:\/(\w+))?/.exec(pathname) ?? [];
    return this.#about(reference, action === undefined ? 'ask' : (ACTIONS[action] ?? null));
  }

  readWebhook(body: Buffer): FoundMessage | null {
    const webhook = Webhook.safeParse(JSON.parse(body.toString()));
    return webhook.success ? this.#about(webhook.data.data.reference, webhook.data.type) : null;
  }

  /** Call it when the shop has answered. */
  answered({ message, title }: FoundMessage, answer: string): void {
    if (message === 'takedown') this.#takenDown.add(title);
    if (message === 'reserve')
      this.#titles.set(Reserved.parse(JSON.parse(answer)).reference, title);
  }

  #about(key: string | null | undefined, message: ShopMessage | null): FoundMessage | null {
    const title = this.#titles.get(key ?? '');
    if (title === undefined || message === null) return null;
    return message === 'verify' && !this.#takenDown.has(title) ? null : { message, title };
  }
}

const ACTIONS: Readonly<Record<string, ShopMessage>> = {
  files: 'upload',
  deliver: 'deliver',
  confirm: 'confirm',
  metadata: 'update',
  takedown: 'takedown',
};
