/** Providers that are not classes of ours. Without decorator metadata, Nest needs a token for them. */
export const CHECKPOINTS = Symbol('checkpoints');
export const CATALOGUE = Symbol('catalogue');
export const ASSETS = Symbol('assets');
export const TEMPORAL = Symbol('temporal');
export const CONFIG = Symbol('config');
export const LOG = Symbol('log');
export const METRICS = Symbol('metrics');
export const CLOCK = Symbol('clock');
export const SECRETS = Symbol('secrets');
