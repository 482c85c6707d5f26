/** The parts of the house in the order in which they start; they stop in the reverse order. */
export const PART_NAMES = ['postgres', 's3', 'temporal', 'partner', 'worker', 'api'] as const;
export type PartName = (typeof PART_NAMES)[number];

/** The API goes first, so that nothing new comes in; the servers go last, when nobody speaks to them any more. */
export const STOP_ORDER: readonly PartName[] = ['api', 'worker', 'partner', 'temporal', 's3', 'postgres'];
