/** The detail of an outcome whose own detail the catalogue refuses. */
export const REFUSED_DETAIL = 'the catalogue refused the detail of this outcome';
