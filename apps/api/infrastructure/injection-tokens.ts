/** What the process is made of, by name: no decorator metadata is emitted, so everything is injected by one of these or by its class. */
export const CATALOGUE = Symbol('catalogue');
export const ASSETS = Symbol('assets');
export const TEMPORAL = Symbol('temporal');
export const CONFIG = Symbol('config');
export const LOG = Symbol('log');
export const METRICS = Symbol('metrics');
