import { LOOPBACK } from '../ports/ports.ts';

export const httpUrl = (port: number): string => `http://${LOOPBACK}:${port}`;

export const postgresUrl = (
  port: number,
  user: string,
  password: string,
  database: string,
): string => {
  const account = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
  return `postgresql://${account}@${LOOPBACK}:${port}/${encodeURIComponent(database)}`;
};

export const temporalAddress = (port: number): string => `${LOOPBACK}:${port}`;
