/** Replaces the detail of an outcome if the catalogue refuses it. */
export const REFUSED_DETAIL = 'the catalogue refused the detail of this outcome';
