/** The steps of an offer that change something at its partner. */
export type OfferStep = 'reserve' | 'deliver' | 'confirm';
