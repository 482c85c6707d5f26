import type { Recipe } from '@fermata/contracts/values';
import type { DeliveryFormat } from './program/protocol.ts';

/** How a recipe's files are made: the worker makes them so, and a proof makes the same again. */
export const deliveryOptionsOf = ({
  master: { ceilingDbtp },
}: Pick<Recipe, 'master'>): {
  readonly ceilingDbtp: number;
  readonly formats: readonly DeliveryFormat[];
} => ({ ceilingDbtp, formats: ['wav'] });
