/** To the second, in UTC. A number is milliseconds since 1970. */
export const formatInstant = (instant: string | number): string =>
  `${new Date(instant).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
