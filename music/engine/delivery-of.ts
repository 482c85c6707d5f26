import type { Recipe } from '@fermata/contracts/values';
import type { DeliveryFormat } from './program/protocol.ts';

/**
 * Delivery options of a recipe, shared by the worker and by proofs so that both make the same
 * files.
 */
export const deliveryOptionsOf = ({
  master: { ceilingDbtp },
}: Pick<Recipe, 'master'>): {
  readonly ceilingDbtp: number;
  readonly formats: readonly DeliveryFormat[];
} => ({ ceilingDbtp, formats: ['wav'] });
