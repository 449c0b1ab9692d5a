import type { KindOf } from './rule.ts';

export const pod: KindOf = { apiVersion: 'v1', kind: 'Pod' };

export const job: KindOf = { apiVersion: 'batch/v1', kind: 'Job' };
