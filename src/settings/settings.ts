import type { Effort } from '../record.ts';

/** How to reach the server under test. Holds credentials: never written to a record. */
export interface ConnectionSettings {
  /** Absent: the embedded reference server. */
  readonly server?: string;
  /** Headers that carry credentials, sent with every request. */
  readonly headers: Readonly<Record<string, string>>;
  /** A token of somebody who may do little: what checks of refused access send. */
  readonly otherToken?: string;
  /** PEM texts. */
  readonly ca?: string;
  readonly clientCert?: string;
  readonly clientKey?: string;
  readonly insecureSkipTlsVerify: boolean;
}

/** How much is written while watches are checked; what is absent is for the effort to say. */
export interface WatchSettings {
  readonly objects?: number;
  readonly writers?: number;
  /** How long is written; without it until all that is to be written was. */
  readonly seconds?: number;
}

/** All that a run is told. Plain data: it is handed between threads. */
export interface Settings {
  readonly connection: ConnectionSettings;
  readonly profiles: readonly string[];
  readonly filter: readonly string[];
  readonly seed: number;
  readonly effort: Effort;
  readonly concurrency: number;
  readonly watch?: WatchSettings;
  readonly out: string;
  readonly strictDocuments: boolean;
  /** The language of the page for people. */
  readonly language: 'en' | 'zh';
  /** Violations after which the run stops. */
  readonly bail?: number;
  /** What is printed: progress and a summary, the verdict alone, or the run record. */
  readonly print: 'summary' | 'verdict' | 'record';
}

export const languages = ['en', 'zh'] as const satisfies readonly Settings['language'][];

export const efforts = ['quick', 'standard', 'deep'] as const satisfies readonly Effort[];
