import type { FastifyRequest } from 'fastify';
import { isLoopbackHost } from '@fermata/contracts/http';

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;

/**
 * Whether a program on this machine sends the request: not one that a proxy here has forwarded, and
 * not a page that resolves its own name to loopback (DNS rebinding).
 */
export const isLocalRequest = ({ ip, headers }: Pick<FastifyRequest, 'ip' | 'headers'>): boolean =>
  LOOPBACK.test(ip) &&
  isLoopbackHost(headers.host) &&
  headers.forwarded === undefined &&
  headers['x-forwarded-for'] === undefined &&
  headers['x-real-ip'] === undefined &&
  headers.via === undefined;
