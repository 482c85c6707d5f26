import { closeReplayed } from './close-replayed.ts';
import { type GatedShop, type HeldPart, type PassedMessage, startGatedShop } from './gated-shop.ts';
import { type OwnStack, startOwnStack } from './own-stack.ts';
import type { ShopMessage } from './shop-messages.ts';

export const SHOPS = ['north', 'south'] as const;
export type ShopName = (typeof SHOPS)[number];

/** A message about a release that its shop holds; default: the request. */
export type HeldMessage = readonly [ShopName, ShopMessage, HeldPart?];

export interface HeldMessages {
  /** Resolves when all of them are held. */
  readonly reached: Promise<unknown>;
  open(): void;
}

export interface GatedStack extends OwnStack {
  readonly shops: Readonly<Record<ShopName, GatedShop>>;
  /** Holds these messages about the release with this title. */
  hold(title: string, held?: readonly HeldMessage[]): HeldMessages;
  /** Replays all histories, then stops the stack and the shops. */
  close(): Promise<void>;
}

/** For ten releases at once within the rate limit of the API. */
const POLL_MS = 700;

/** A stack whose partners are two gated shops. `onPassed` sees each message that was answered. */
export async function startGatedStack(
  onPassed: (shop: ShopName, message: PassedMessage) => void = () => undefined,
): Promise<GatedStack> {
  const open = (name: ShopName): Promise<GatedShop> =>
    startGatedShop(name, (message) => onPassed(name, message));
  const [north, south] = await Promise.all([open('north'), open('south')]);
  const shops = { north, south };
  const own = await startOwnStack({ env: { ...north.env, ...south.env }, pollMs: POLL_MS });
  for (const shop of [north, south]) shop.connect(own.testStack.variable('FERMATA_API_URL'));
  return {
    ...own,
    shops,
    hold(title, held = []) {
      const holds = held.map(([shop, message, part]) => shops[shop].hold(title, message, part));
      return {
        reached: Promise.all(holds.map(({ reached }) => reached)),
        open() {
          for (const each of holds) each.open();
        },
      };
    },
    close: () => closeReplayed(own, [north, south]),
  };
}
